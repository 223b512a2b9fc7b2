import type { Session } from 'electron';
import { requireReady } from './readiness.ts';

type DenyingSession = Pick<
  Session,
  'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler'
>;

/** A page of a headless Chromium is granted nothing anyway; what counts is that the app says so. */
const defaultSession: DenyingSession = {
  setPermissionCheckHandler() {},
  setPermissionRequestHandler() {},
  setDevicePermissionHandler() {},
};

export const session = {
  get defaultSession(): DenyingSession {
    requireReady('session.defaultSession');
    return defaultSession;
  },
};
