/**
 * Apps made since 2026-11-04 ("new") cannot use Graph's legacy behaviour, on any version; those made before ("old") can go on
 * with what they used until v28.0 (Meta: blog, "Introducing Graph API v27.0 and Marketing API v27.0").
 */
export const APP_KINDS = ['new', 'old'] as const;
export type AppKind = (typeof APP_KINDS)[number];

/** What the emulator's app is unless somebody says otherwise. */
export const DEFAULT_APP_KIND: AppKind = 'new';
