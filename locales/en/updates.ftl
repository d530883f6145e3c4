### New versions of the program.

update-version = Version { $version }
update-no-source = This build does not know where new versions are published. Get them where you got this one.
update-look = Look for updates
update-looking = Looking for a new version…
update-none = Nothing newer is published.
update-available = Version { $version } is available.
update-notes = What is new
update-fetch = Download
# $loaded and $size are megabytes; $size is 0 when nobody knows.
update-loading = { $size ->
    [0] Fetching version { $version }: { $loaded } MB
   *[other] Fetching version { $version }: { $loaded } of { $size } MB
}
update-ready = Version { $version } is here, and its signature is right. Your system may ask for your password.
update-install = Install
update-installing = Installing version { $version }…
update-installed = Version { $version } is installed. It runs from the next start.
update-restart = Restart to update
update-page = Download page
update-by-itself = Look for updates by itself
update-by-itself-why = Once a day, without telling anything about you. Nothing is downloaded before you say so.
update-failed-unreachable = The place where new versions are published did not answer. What runs stays as it is.
update-failed-notUnderstood = What was answered is not a list of versions. What runs stays as it is.
update-failed-notForHere = There is a newer version, but none for this kind of computer.
update-failed-notVerified = The update could not be verified and was not installed.
update-failed-notInstalled = This Keepsake was not installed by a package, so there is nothing to replace. Get version { $version } from the download page.
update-failed-notAllowed = The system did not let version { $version } be installed. What runs stays as it is.
