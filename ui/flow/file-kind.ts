/** What an attachment is, by its name and by what its server said of it. Pure. */

/** Endings of files that programs show and do not run; the shell opens no others. */
const documents = new Set(
  'avif bmp csv docx epub flac gif heic jpeg jpg m4a md mov mp3 mp4 odp ods odt ogg pdf png pptx tiff txt wav webm webp xlsx'.split(
    ' ',
  ),
);

const endingOf = (name: string): string => /[^.]\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1].toLowerCase() ?? '';

export const canOpen = (name: string): boolean => documents.has(endingOf(name));

/** `PDF`, `JPG`: the ending of the name, else what the server said (`application/pdf`); empty where nobody knows. */
export function kindOf(name: string, mime: string | null): string {
  const ending = endingOf(name) || (mime?.split('/')[1]?.split(/[;+]/)[0] ?? '');
  return ending === 'octet-stream' ? '' : ending.toUpperCase();
}
