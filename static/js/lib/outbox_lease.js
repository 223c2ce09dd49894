/**
 * Which tab sends: whoever wrote itself into the shared record last, for a few seconds at a time. Web Locks would do
 * this, but are missing on plain http. Times are the device's own, in ms; a clock that was set makes a lease void.
 */
const LEASE_MS = 4000;
const RENEW_MS = 1500;

/** Is it held by anybody? */
export const alive = (lease, now) => !!lease && lease.until > now && lease.until - now <= LEASE_MS;

export const taken = (tab, now) => ({ tab, until: now + LEASE_MS });

/** ms for which another tab still holds it; 0 when it is free or ours. */
export function foreign(lease, tab, now) {
  if (!lease || lease.tab === tab) return 0;
  const left = lease.until - now;
  return left > LEASE_MS ? 0 : Math.max(0, left);
}

export const released = (lease, tab) => (lease && lease.tab === tab ? null : lease);

/** Renew the lease for as long as a request takes; a tab that is closed meanwhile loses it within seconds. */
export async function holding(store, tab, request) {
  const renew = (record) => (record.lease && record.lease.tab === tab ? { ...record, lease: taken(tab, Date.now()) } : record);
  const beat = setInterval(() => store.update(renew), RENEW_MS);
  try {
    return await request;
  } finally {
    clearInterval(beat);
  }
}
