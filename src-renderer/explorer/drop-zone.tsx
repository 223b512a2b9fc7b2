import { FileDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { goTo } from '../app/go-to.ts';
import { rpc } from '../rpc/client.ts';
import { showFailure } from '../ui/notice.tsx';
import { askToAdopt } from './adopt-folder.tsx';
import { deployFile, requirePlatform } from './deploy-file.ts';

/**
 * Takes what is dropped anywhere on the window: a source or a module becomes a function and is deployed, a folder becomes
 * a project.
 */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  const step = (by: 1 | -1): void => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const drop = async (event: DragEvent): Promise<void> => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    // What was dropped is known during the event alone.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry());
    const files = [...event.dataTransfer.files];
    for (const [index, file] of files.entries()) {
      const entry = entries[index];
      if (entry?.isDirectory) await askToAdopt(entry as FileSystemDirectoryEntry);
      else await deployAsFunction(file);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way to what "Deploy a file" does
    <div
      className="h-full"
      onDragEnter={(event) => carriesFiles(event) && step(1)}
      onDragLeave={(event) => carriesFiles(event) && step(-1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => void drop(event)}
    >
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-2 z-50 flex items-center justify-center rounded-card border-2 border-dashed border-accent bg-canvas/85">
          <p className="flex max-w-110 flex-col items-center gap-2 rounded-card bg-raised p-4 text-center shadow-popup">
            <FileDown size={28} aria-hidden className="text-accent" />
            Drop a .js, .ts, .rs, .go or .wasm file to deploy it as a function, or a folder to open it as a
            project
          </p>
        </div>
      )}
    </div>
  );
}

async function deployAsFunction(file: File): Promise<void> {
  try {
    requirePlatform(file.name);
    const name = file.name.replace(/\.[^.]*$/, '');
    const functions = await rpc.functions.list();
    // A second drop of the same file is its next version.
    const known = functions.find((other) => other.name === name);
    const { id } = known ?? (await rpc.functions.create({ name }));
    goTo(`/deploy/${await deployFile(id, file)}`);
  } catch (error) {
    showFailure(error);
  }
}
