import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
	/** What has arrived, oldest first. */
	readonly mails: ParsedMail[];
	/** Addresses that it takes no mail for. */
	readonly refused: Set<string>;
	/** For n8n's SMTP credential. */
	readonly credential: Record<string, unknown>;
	readonly close: () => Promise<void>;
}

/** A mail server on this machine that keeps what it is given and delivers nothing. */
export async function catchMails(
	onMail: (mail: ParsedMail) => void = () => undefined,
	wantedPort = 0,
): Promise<MailCatcher> {
	const mails: ParsedMail[] = [];
	const refused = new Set<string>();
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
		onRcptTo: ({ address }, _session, done) =>
			refused.has(address)
				? done(Object.assign(new Error(`${address} is not known here`), { responseCode: 550 }))
				: done(),
		onData: (stream, _session, done) => {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				onMail(mail);
				done();
			}, done);
		},
	});
	server.listen(wantedPort, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		mails,
		refused,
		credential: { user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true },
		close: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
