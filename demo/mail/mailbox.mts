import Fastify from 'fastify';
import escape from 'lodash/escape.js';
import type { ParsedMail } from 'mailparser';

import { refuseStrangers } from '../../emulator/http/visitors.mts';
import { catchMails } from './mailCatcher.mts';
import type { StoredCredential } from '../n8n/n8nCli.mts';
import { say } from '../progress.mts';

const MAIL_CREDENTIAL_TYPE = 'smtp';

export interface Mailbox {
	/** The page that lists what has arrived. */
	readonly url: string;
	/** The mail server, for the steps of workflows that send mails. */
	readonly credential: StoredCredential;
	readonly close: () => Promise<void>;
}

const addressees = ({ to }: ParsedMail): string =>
	[to ?? []]
		.flat()
		.map(({ text }) => text)
		.join(', ');

const subjectOf = ({ subject }: ParsedMail): string => subject ?? '(no subject)';

function rowOf(mail: ParsedMail, number: number): string {
	const link = `<a href="/${number}">${escape(subjectOf(mail))}</a>`;
	const cells = [escape(mail.date?.toLocaleTimeString() ?? ''), link, escape(addressees(mail))];
	return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function tableOf(mails: readonly ParsedMail[]): string {
	if (mails.length === 0) return '<p>Nothing has arrived yet.</p>';
	const head = ['At', 'Subject', 'To'].map((name) => `<th align="left">${name}</th>`).join('');
	const newestFirst = mails.map((mail, index) => rowOf(mail, index + 1)).reverse();
	return `<table cellpadding="8"><tr>${head}</tr>${newestFirst.join('')}</table>`;
}

const listPage = (mails: readonly ParsedMail[]): string => `<!DOCTYPE html>
<meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Emails of the demo</title>
<body style="font-family:sans-serif">
<h1>Emails of the demo</h1>
<p>What workflows send stays here; nothing is delivered.</p>
${tableOf(mails)}`;

const mailPage = (mail: ParsedMail): string =>
	mail.html || `<!DOCTYPE html><meta charset="utf-8"><pre>${escape(mail.text ?? '')}</pre>`;

/** Beside the page: n8n keeps the credential, so the mail server is found at the same port by the next demo. */
export const smtpPort = (pagePort: number): number => (pagePort === 0 ? 0 : pagePort + 1);

/** A mail server for the demo and a page to read what it was given, so that workflows that send mails run as they are. */
export async function openMailbox(port = 0): Promise<Mailbox> {
	const pages = Fastify();
	refuseStrangers(pages, 'The mailbox of the demo');
	const arrived = (mail: ParsedMail): void => say(`A mail has arrived, “${subjectOf(mail)}”: ${url}`);
	const catcher = await catchMails(arrived, smtpPort(port));
	pages.addHook('onSend', async (_request, reply) => {
		reply.type('text/html; charset=utf-8');
		// A mail is somebody's HTML: its links may be followed, its scripts may not run.
		reply.header('content-security-policy', "script-src 'none'; frame-ancestors 'none'");
	});
	pages.get('/', async () => listPage(catcher.mails));
	pages.get<{ Params: { number: string } }>('/:number', async ({ params }, reply) => {
		const mail = catcher.mails[Number(params.number) - 1];
		if (mail === undefined) return await reply.code(404).send('<p>There is no such mail. <a href="/">All mails</a>');
		return mailPage(mail);
	});
	const url = await pages.listen({ host: '127.0.0.1', port });
	return {
		url,
		credential: {
			id: 'demoMailbox',
			name: 'Mailbox of the demo',
			type: MAIL_CREDENTIAL_TYPE,
			data: catcher.credential,
		},
		close: async () => {
			await pages.close();
			await catcher.close();
		},
	};
}
