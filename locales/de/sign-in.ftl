### Die Seite im Browser, bei der eine Anmeldung endet. Was sie über eine Absage sagt, steht in errors.ftl.

sign-in-page-title = Keepsake
sign-in-came-back = Keepsake hat, was es braucht. Du kannst diese Seite schließen und dorthin zurückkehren.
