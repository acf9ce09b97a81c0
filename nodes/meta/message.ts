import type { IDataObject } from 'n8n-workflow';

import { html } from './markup';

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
 * @param closing a last line below everything
 */
export function messageItem(subject: string, entries: readonly MessageEntry[], closing?: string): IDataObject {
	const last = closing === undefined ? [] : [closing];
	const paragraphs = entries.map(({ heading, text, url }) =>
		[heading, text, ...(url === null ? [] : [url])].join('\n'),
	);
	const blocks = entries.map(({ heading, text, url }) => {
		const lines = text.split('\n').map((line) => html`<br />${line}`);
		return html`<p><strong>${heading}</strong>${lines}${url !== null && html`<br /><a href="${url}">Open in Ads Manager</a>`}</p>`;
	});
	return {
		subject,
		text: [...paragraphs, ...last].join('\n\n'),
		html: html`<div style="font-family: sans-serif">${blocks}${last.map((line) => html`<p>${line}</p>`)}</div>`.text,
	};
}
