/** Whether a text can be a Notion secret at all; only Notion knows whether it is a good one. */
export const looksLikeToken = (text: string): boolean => /^(ntn_|secret_)\S{10,}$/.test(text);
