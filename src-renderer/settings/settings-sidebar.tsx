import { Link } from '@tanstack/react-router';
import { Code, HardDrive, Info, Keyboard, KeyRound, Palette, Server, Wrench } from 'lucide-react';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';

const pages = [
  { to: '/settings/appearance', title: 'Appearance', icon: Palette },
  { to: '/settings/editor', title: 'Editor', icon: Code },
  { to: '/settings/keys', title: 'Keyboard', icon: Keyboard },
  { to: '/settings/platform', title: 'Platform', icon: Server },
  { to: '/settings/secrets', title: 'Secrets', icon: KeyRound },
  { to: '/settings/storage', title: 'Storage', icon: HardDrive },
  { to: '/settings/toolchains', title: 'Toolchains', icon: Wrench },
  { to: '/settings/about', title: 'About', icon: Info },
] as const;

/** The sections of the settings. */
export function SettingsSidebar() {
  return (
    <div className="flex h-full flex-col">
      <SidebarHeading title="Settings" />
      <nav aria-label="Settings">
        {pages.map(({ to, title, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="flex h-6.5 items-center gap-2 px-3 hover:bg-hover"
            activeProps={{ className: 'bg-selected hover:bg-selected' }}
          >
            <Icon size={14} aria-hidden className="text-ink-muted" /> {title}
          </Link>
        ))}
      </nav>
    </div>
  );
}
