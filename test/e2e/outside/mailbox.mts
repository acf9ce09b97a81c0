import { join } from 'node:path';

import type { ParsedMail } from 'mailparser';

import { catchMails } from '../../../demo/mail/mailCatcher.mts';
import { launchBrowser } from '../browser/browser.mts';

export interface Mailbox {
	/** What has arrived, oldest first. */
	mails: ParsedMail[];
	/** Addresses that it takes no mail for. */
	refused: Set<string>;
	/** For n8n's SMTP credential. */
	credential: Record<string, unknown>;
	/** The next mail that comes after this call, or the given number of mails in all. */
	waitFor: (count: number, withinMs?: number) => Promise<ParsedMail>;
	close: () => Promise<void>;
}

/** A mail server on this machine that keeps what it is given and delivers nothing. */
export async function openMailbox(): Promise<Mailbox> {
	const arrivals: Array<() => void> = [];
	const { mails, refused, credential, close } = await catchMails(() => {
		for (const tell of arrivals.splice(0)) tell();
	});

	const waitFor = async (count: number, withinMs = 30_000) => {
		const until = Date.now() + withinMs;
		for (let mail = mails[count - 1]; ; mail = mails[count - 1]) {
			if (mail) return mail;
			const left = until - Date.now();
			if (left <= 0) throw new Error(`Only ${mails.length} of ${count} mails arrived in ${withinMs} ms`);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, left);
				arrivals.push(() => {
					clearTimeout(timer);
					resolve();
				});
			});
		}
	};
	return { mails, refused, credential, waitFor, close };
}

/** The links of a mail's HTML, entities decoded, in order. */
export const linksOf = (mail: ParsedMail): string[] =>
	[...(mail.html || '').matchAll(/href="([^"]+)"/g)].map(([, link]) => (link ?? '').replaceAll('&amp;', '&'));

/** A picture of the mail as a reader with the given width and colour scheme sees it, where pictures are asked for. */
export async function photographMail(
	mail: ParsedMail,
	name: string,
	{ width = 720, dark = false }: { width?: number; dark?: boolean } = {},
): Promise<void> {
	if (!process.env.UPDATE_IMAGES) return;
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
		await page.setContent(mail.html || `<pre>${mail.text ?? ''}</pre>`);
		await page.screenshot({
			path: join('docs', 'images', `${name}.jpg`),
			type: 'jpeg',
			quality: 75,
			fullPage: true,
		});
	} finally {
		await browser.close();
	}
}

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0' };

/** Opens a link as a person’s browser does, or a mail scanner that passes for one. */
export async function follow(link: string): Promise<void> {
	const response = await fetch(link, { headers: BROWSER });
	if (!response.ok) throw new Error(`${link} answered ${response.status}`);
}

/** The links of a mail that lead to n8n. */
export const answerLinks = (mail: ParsedMail): string[] => linksOf(mail).filter((one) => one.includes('signature='));

/** The one that leads to the page with the question. */
export function questionLink(mail: ParsedMail): string {
	const [link] = answerLinks(mail);
	if (link === undefined) throw new Error(`No link to answer with in ${mail.html || ''}`);
	return link;
}

/** Answers as a person does: opens the page with the question, chooses, and sends it. */
export async function answerMail(mail: ParsedMail, choice: 'Approve' | 'Decline'): Promise<void> {
	const link = questionLink(mail);
	await follow(link);
	const body = new FormData();
	body.append('field-0', choice);
	const response = await fetch(link, { method: 'POST', body, headers: BROWSER });
	if (!response.ok) throw new Error(`${link} answered ${response.status}`);
}
