import { useEffect, useState } from 'react';

interface ImageViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** What an image turned out to be: its size in pixels, or none. */
type Look = { readonly width: number; readonly height: number } | 'broken' | null;

/** A body as an image, on the squares that show through where it is transparent. */
export function ImageView({ bytes, type }: ImageViewProps) {
  const url = useObjectUrl(bytes, type);
  const [look, setLook] = useState<Look>(null);
  if (look === 'broken')
    return (
      <p className="p-3 text-ink-muted">
        The body is no image, though its type is {type}. Hex shows what it is.
      </p>
    );
  return (
    <figure className="flex h-full min-h-40 flex-col items-center justify-center gap-2 bg-pane p-4">
      {url !== null && (
        <img
          src={url}
          alt="The answer's body"
          className="min-h-0 max-w-full border object-contain bg-[repeating-conic-gradient(var(--line)_0_25%,var(--canvas)_0_50%)] bg-size-[16px_16px]"
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setLook({ width, height })
          }
          onError={() => setLook('broken')}
        />
      )}
      {look !== null && (
        <figcaption className="text-small text-ink-muted">
          {look.width} × {look.height} pixels
        </figcaption>
      )}
    </figure>
  );
}

function useObjectUrl(bytes: Uint8Array<ArrayBuffer>, type: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
