import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';

import { openMailbox, type Mailbox } from '../../../demo/mail/mailbox.mts';

let mailbox: Mailbox;
beforeAll(async () => {
	mailbox = await openMailbox();
});
afterAll(async () => await mailbox.close());

/** Hands a mail over as a mail program does, a line at a time. */
async function send(...content: string[]): Promise<void> {
	const { host, port } = mailbox.credential.data as { host: string; port: number };
	const socket = connect(port, host).setEncoding('utf8');
	for (const line of [
		'EHLO test',
		'MAIL FROM:<a@example.com>',
		'RCPT TO:<b@example.com>',
		'DATA',
		[...content, '.'].join('\r\n'),
		'QUIT',
	]) {
		await once(socket, 'data');
		socket.write(`${line}\r\n`);
	}
	await once(socket, 'close');
}

const read = async (path: string): Promise<{ status: number; text: string; policy: string | null }> => {
	const response = await fetch(`${mailbox.url}${path}`);
	return {
		status: response.status,
		text: await response.text(),
		policy: response.headers.get('content-security-policy'),
	};
};

it('lists what has arrived, newest first, and shows each', async () => {
	expect((await read('/')).text).toContain('Nothing has arrived yet.');
	await send('Subject: First <b>', 'To: b@example.com', 'Content-Type: text/html', '', '<h1>Numbers</h1>');
	await send('Subject: Second', 'To: b@example.com', '', '1 < 2');
	const { text, policy } = await read('/');
	expect(text.indexOf('Second')).toBeLessThan(text.indexOf('First &lt;b&gt;'));
	expect(text.indexOf('Second')).toBeGreaterThan(0);
	expect(policy).toContain("script-src 'none'");
	expect((await read('/1')).text).toContain('<h1>Numbers</h1>');
	expect((await read('/2')).text).toContain('1 &lt; 2');
	expect((await read('/3')).status).toBe(404);
});

it('shows no mail to a page under another name, nor to a page of another place', async () => {
	const { port } = new URL(mailbox.url);
	const statusWith = async (headers: Record<string, string>): Promise<number | undefined> =>
		await new Promise((resolve, reject) => {
			get({ host: '127.0.0.1', port, path: '/', headers }, (response) => {
				response.resume();
				resolve(response.statusCode);
			}).on('error', reject);
		});
	expect(await statusWith({ host: 'mails.example' })).toBe(403);
	expect(await statusWith({ host: `127.0.0.1:${port}`, origin: 'https://mails.example' })).toBe(403);
	expect(await statusWith({ host: `localhost:${port}` })).toBe(200);
});
