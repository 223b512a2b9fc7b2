import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';
import { restoreLayout } from './app/layout/layout-state.ts';
import { NoToken } from './app/no-token.tsx';
import { loadPreferences } from './app/preferences.ts';
import { loadPages } from './app/router.tsx';
import { restoreTabs } from './app/tabs/tabs.ts';
import { restoreExplorer } from './explorer/explorer-state.ts';
import { connection } from './rpc/client.ts';

// Schemas would otherwise be compiled with `new Function`, which the page's policy refuses and reports.
z.config({ jitless: true });

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has lost its root element');
const root = createRoot(container);

const showRefusal = (): void => {
  if (connection.state === 'refused') root.render(<NoToken />);
};
connection.subscribe(showRefusal);
showRefusal();

// The first paint already has the right theme, tabs and sizes: nothing flashes and nothing jumps.
await loadPreferences();
restoreLayout();
restoreTabs();
restoreExplorer();
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// Once what is on the screen is there, so that it never waits for what is not.
requestIdleCallback(() => void loadPages(), { timeout: 5_000 });
