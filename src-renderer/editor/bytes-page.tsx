import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { HexView } from '../composer/hex-view.tsx';
import { queries, rpc } from '../rpc/client.ts';
import { PageError } from '../ui/failure.tsx';
import { formatBytes } from '../ui/format.ts';
import { Pending } from '../ui/pending.tsx';

interface BytesPageProps {
  readonly projectId: string;
  readonly path: string;
  /** Of the content; another one is fetched anew. */
  readonly version: string;
}

/** A file that no editor takes: an image as a picture, everything else as its bytes. */
export function BytesPage({ projectId, path, version }: BytesPageProps) {
  const { data, error } = useQuery({
    queryKey: [...queries.projects.bytes.key({ input: { projectId, path } }), version],
    queryFn: () => readBytes({ projectId, path }),
  });
  const [isBroken, setIsBroken] = useState(false);
  if (error !== null) return <PageError title={`${path} can't be read`} error={error} />;
  const type = isBroken ? undefined : imageType(path);
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-3 border-b px-3 text-small text-ink-muted">
        <h1 className="min-w-0 truncate font-mono font-normal">{path}</h1>
        {data !== undefined && <span className="shrink-0">{extentOf(data)}</span>}
      </div>
      <div className="min-h-0 grow overflow-auto">
        {data === undefined ? (
          <div className="p-4">
            <Pending what="Reading the file" />
          </div>
        ) : type === undefined || data.bytes.byteLength < data.size ? (
          <HexView label={`${path} in hex`} bytes={data.bytes} matches={[]} current={0} />
        ) : (
          <Picture bytes={data.bytes} type={type} alt={path} onBroken={() => setIsBroken(true)} />
        )}
      </div>
    </div>
  );
}

interface Content {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole file. */
  readonly size: number;
}

async function readBytes(file: { readonly projectId: string; readonly path: string }): Promise<Content> {
  const { bytes, size } = await rpc.projects.bytes(file);
  return { bytes: new Uint8Array(await bytes.arrayBuffer()), size };
}

function extentOf({ bytes, size }: Content): ReactNode {
  return bytes.byteLength < size
    ? `The first ${formatBytes(bytes.byteLength)} of ${formatBytes(size)}, which is too large to edit`
    : formatBytes(size);
}

/** The media type of a picture that browsers draw, by its name. */
function imageType(path: string): string | undefined {
  const [, kind = ''] = /\.(png|jpe?g|gif|webp|avif|bmp|ico)$/i.exec(path) ?? [];
  if (kind === '') return undefined;
  return `image/${kind.toLowerCase().replace(/^jpg$/, 'jpeg').replace(/^ico$/, 'x-icon')}`;
}

interface PictureProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly alt: string;
  readonly onBroken: () => void;
}

function Picture({ bytes, type, alt, onBroken }: PictureProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [extent, setExtent] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <figure className="flex min-h-full flex-col items-center justify-center gap-2 bg-pane p-4">
      {url !== null && (
        <img
          src={url}
          alt={alt}
          className="max-w-full border"
          onError={onBroken}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setExtent(`${naturalWidth} × ${naturalHeight}`)
          }
        />
      )}
      <figcaption className="text-small text-ink-muted">{extent}</figcaption>
    </figure>
  );
}
