import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CompareExchangeDialog } from '../composer/compare-exchanges.tsx';
import { composerCommands } from '../composer/composer-commands.ts';
import { ImportDialog } from '../composer/import-dialog.tsx';
import { useEditorPreferences } from '../editor/editor-preferences.ts';
import { AdoptFolderDialog } from '../explorer/adopt-folder.tsx';
import { DeleteFunctionDialog } from '../explorer/delete-function.tsx';
import { DropZone } from '../explorer/drop-zone.tsx';
import { explorerCommands } from '../explorer/explorer-commands.ts';
import { MissingSecretsDialog } from '../explorer/missing-secrets.tsx';
import { NewFunctionDialog } from '../explorer/new-function-dialog.tsx';
import { OpenProjectDialog } from '../explorer/open-project-dialog.tsx';
import { followChanges } from '../rpc/changes.ts';
import { CompareInvocationDialog } from '../traces/compare-invocations.tsx';
import { NoticeBar } from '../ui/notice.tsx';
import { CommandPalette } from './commands/palette.tsx';
import { registerCommands } from './commands/registry.ts';
import { listenForShortcuts } from './commands/shortcuts.ts';
import { DesktopShell } from './desktop-shell.tsx';
import { FindInFiles } from './find-in-files.tsx';
import { frameCommands } from './frame-commands.ts';
import { KeyHelp } from './key-help.tsx';
import { QuickOpen } from './quick-open.tsx';
import { router } from './router.tsx';
import { applyEditorFont, applyTheme, useHighContrast, useTheme } from './theme/theme.ts';

/** What was fetched stays true until the platform says that it changed: nothing polls, nothing refetches on focus. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: false },
  },
});

/** The workstation, once it has its preferences. */
export function App() {
  const [theme] = useTheme();
  const [highContrast] = useHighContrast();
  const [{ fontSize }] = useEditorPreferences();
  useEffect(() => applyTheme(theme, highContrast), [theme, highContrast]);
  useEffect(() => applyEditorFont(fontSize), [fontSize]);
  useEffect(() => registerCommands([...frameCommands, ...explorerCommands, ...composerCommands]), []);
  useEffect(() => listenForShortcuts(), []);
  useEffect(() => {
    const end = new AbortController();
    void followChanges(queryClient, end.signal);
    return () => end.abort();
  }, []);
  return (
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delay={500}>
        <DropZone>
          <RouterProvider router={router} />
        </DropZone>
        <DesktopShell />
        <CommandPalette />
        <QuickOpen />
        <FindInFiles />
        <KeyHelp />
        <ImportDialog />
        <CompareExchangeDialog />
        <CompareInvocationDialog />
        <NewFunctionDialog />
        <OpenProjectDialog />
        <AdoptFolderDialog />
        <DeleteFunctionDialog />
        <MissingSecretsDialog />
        <NoticeBar />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
