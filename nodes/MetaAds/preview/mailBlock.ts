import { html, type Markup } from '../../meta/markup';
import { unlinked } from '../../meta/unlinked';
import { formatInWords } from '../../shared/spec/formatWords';

/** One format of an ad or a creative: its frame, or why there is none. */
export interface FormatPreview {
	readonly format: string;
	readonly iframe: string | null;
	/** The frame's address, for people with a role on the ad account (Marketing API, "Ad Previews"). */
	readonly link: string | null;
	readonly problem: string | null;
}

const button = (address: string, label: string): Markup =>
	html`<a href="${address}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 14px;border-radius:6px;background:#1b6fe0;color:#ffffff;text-decoration:none">${label}</a>`;

/**
 * A block for an email: the name and a button for each format. Mail programs show no frames, so the buttons lead to them.
 *
 * @param shareable an address that opens for everybody, where Meta gives one
 */
export function mailBlock(name: string, previews: readonly FormatPreview[], shareable: string | null): string {
	const missing = previews.filter(({ link }) => link === null);
	const block = html`<div style="font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#1c1e21"><p style="margin:0 0 12px;font-size:16px;font-weight:bold">${unlinked(name)}</p>${
		shareable !== null && html`<p style="margin:0 0 4px">${button(shareable, 'Open the preview')}</p>`
	}<p style="margin:0 0 4px">${previews.map(({ format, link }) => link !== null && button(link, formatInWords(format)))}</p>${
		previews.length > missing.length &&
		html`<p style="margin:0 0 8px;color:#606770;font-size:12px">The buttons of single formats open for people with a role on the ad account.</p>`
	}${missing.map(({ format, problem }) => html`<p style="margin:0 0 4px;color:#606770;font-size:12px">${formatInWords(format)}: ${problem ?? 'Meta shows nothing'}</p>`)}</div>`;
	return block.text;
}

/** The same without markup, for messages that take none: n8n's own Send and Wait for Response shows HTML as text. */
export const textBlock = (name: string, previews: readonly FormatPreview[], shareable: string | null): string =>
	[
		unlinked(name),
		...(shareable === null ? [] : [`Preview: ${shareable}`]),
		...previews.map(
			({ format, link, problem }) => `${formatInWords(format)}: ${link ?? problem ?? 'Meta shows nothing'}`,
		),
	].join('\n');
