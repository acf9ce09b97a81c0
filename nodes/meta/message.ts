import type { IDataObject } from 'n8n-workflow';

import { html } from './markup';
import { unlinked } from './unlinked';

/** One thing that a message tells. */
export interface MessageEntry {
	/** A line of its own: “Paused: Steaming cup”. */
	readonly heading: string;
	/** Sentences, in lines. */
	readonly text: string;
	/** Where to look at it. */
	readonly url: string | null;
}

/**
 * A message that is ready to be sent: `subject`, `text` for chats and plain mails, `html` for mails.
 *
 * Names and reviews in it make no links; where to look is one.
 *
 * @param closing a last line below everything
 */
export function messageItem(subject: string, entries: readonly MessageEntry[], closing?: string): IDataObject {
	const last = closing === undefined ? [] : [closing];
	const unlinkedEntries = entries.map(({ heading, text, url }) => ({
		heading: unlinked(heading),
		text: unlinked(text),
		url,
	}));
	const paragraphs = unlinkedEntries.map(({ heading, text, url }) =>
		[heading, text, ...(url === null ? [] : [url])].join('\n'),
	);
	const blocks = unlinkedEntries.map(({ heading, text, url }) => {
		const lines = text.split('\n').map((line) => html`<br />${line}`);
		return html`<p><strong>${heading}</strong>${lines}${url !== null && html`<br /><a href="${url}">Open in Ads Manager</a>`}</p>`;
	});
	return {
		subject: unlinked(subject),
		text: [...paragraphs, ...last].join('\n\n'),
		html: html`<div style="font-family: sans-serif">${blocks}${last.map((line) => html`<p>${line}</p>`)}</div>`.text,
	};
}
