import { unlinked } from '../../meta/unlinked';
import { markup, styleOf } from '../render/written/elements';
import { documentOf } from '../render/written/page';
import { Words } from '../render/numbers/words';
import type { Alert } from './judged/alert';
import { alertNames, isGood, namesOfAlert, sentenceOf, UNREAD } from './words';

/** What is told of one account. */
export interface AccountAlerts {
	readonly account: string;
	readonly currency: string | null;
	readonly alerts: readonly Alert[];
	/** Why the account could not be read. */
	readonly unread?: string;
}

/** The one message of a run. */
export interface Message {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Names may have line breaks; a subject has none. */
const oneLine = (text: string): string => unlinked(text.replace(/\s+/g, ' ').trim());

const headOf = (alert: Alert): string => oneLine(`${alertNames[alert.kind][alert.direction]}: ${namesOfAlert(alert)}`);

/** A heading and what is said below it. */
interface Said {
	readonly head: string;
	readonly body: string;
}

function saidOf({ account, currency, alerts, unread }: AccountAlerts, locale: string): Said[] {
	const words = new Words(locale, currency);
	return [
		...inOrder(alerts).map((alert) => ({
			head: headOf(alert),
			body: unlinked(`${words.range(alert.since, alert.until)}. ${sentenceOf(alert, words)}`),
		})),
		...(unread === undefined ? [] : [{ head: oneLine(`${UNREAD}: ${account}`), body: unlinked(unread) }]),
	];
}

/** The worst first: what is bad news, and what stands out most. */
const inOrder = (alerts: readonly Alert[]): Alert[] =>
	[...alerts].sort(
		(one, other) => Number(isGood(one)) - Number(isGood(other)) || (one.chance ?? 0) - (other.chance ?? 0),
	);

/** @param accounts those with something to tell */
export function watchMessage(accounts: readonly AccountAlerts[], locale: string): Message {
	const accountParts = accounts.map((account) => ({
		account: oneLine(account.account),
		parts: saidOf(account, locale),
	}));
	const all = accountParts.flatMap(({ parts }) => parts);
	const [first] = all;
	const more = all.length > 1 ? ` and ${all.length - 1} more` : '';
	const texts = accountParts.map(({ account, parts }) =>
		[account.toUpperCase(), ...parts.map(({ head, body }) => `${head}\n${body}`)].join('\n\n'),
	);
	const sections = accountParts.map(({ account, parts }, index) => {
		const alerts = parts.map(
			({ head, body }) => markup`<h2 ${styleOf('heading')}>${head}</h2><p ${styleOf('paragraph')}>${body}</p>`,
		);
		return markup`<p ${styleOf(index === 0 ? 'firstAbout' : 'nextAbout')}>${account}</p>${alerts}`;
	});
	const title = all.length === 1 ? 'One thing needs attention' : `${all.length} things need attention`;
	return {
		subject: first === undefined ? 'Nothing to report' : `${first.head}${more}`,
		text: `${[title, ...texts].join('\n\n')}\n`,
		html: documentOf({ title, locale }, markup`<h1 ${styleOf('title')}>${title}</h1>${sections}`),
	};
}
