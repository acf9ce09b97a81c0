import { ownedObject } from '../../shared/adObject/target';
import type { GraphObject } from '../../shared/graph/pages';
import { failed, type Job, type Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { audienceKind } from '../audience/kind';
import { gather, type Gathered, type Placed } from '../people/gather';
import { place } from '../people/keys';
import type { MemberParams } from './fields';
import { shrinkProblem } from './guard';
import { notesFor } from './notes';
import { isBusy, readyToReplace, takesPeople } from './readiness';
import { verdicts } from './report';
import { readContacts } from './rows';
import { isComplete, newSessionId, readSessions, type Action, type UploadSession } from './session';
import { unfinished } from './unfinished';
import { incomplete, upload, type Uploaded } from './upload';

type Jobs = ReadonlyArray<Job<MemberParams>>;

/** All items of a run together, by audience: contacts in, one upload, an answer for each item. */
export const changeMembers =
	(action: Action) =>
	async (session: Session, jobs: Jobs): Promise<Verdict[]> => {
		const answers = new Map<number, Verdict>();
		for (const group of byAudience(jobs)) {
			const verdictsOfGroup = await changeOne(session, action, group).catch((thrown: unknown) => group.map(() => failed(thrown)));
			group.forEach(({ index }, position) => answers.set(index, verdictsOfGroup[position]));
		}
		return jobs.map(({ index }) => answers.get(index) as Verdict);
	};

function byAudience(jobs: Jobs): Jobs[] {
	const groups = new Map<string, Array<Job<MemberParams>>>();
	for (const job of jobs) {
		const group = groups.get(job.params.audience);
		if (group) group.push(job);
		else groups.set(job.params.audience, [job]);
	}
	return [...groups.values()];
}

async function changeOne(session: Session, action: Action, jobs: Jobs): Promise<Verdict[]> {
	const { adAccount, audience: id, options } = jobs[0].params;
	const audience = await ownedObject(session, audienceKind, id, adAccount);
	const refusal = takesPeople(audience);
	if (refusal) throw refusal;
	const { contacts, recognised } = readContacts(session, jobs);
	const gathered = gather(contacts);
	const valueProblem = valuesProblem(audience, gathered);
	if (valueProblem) throw valueProblem;
	const dryRun = options.dryRun || session.dryRun;
	const sending = new Sending(session, action, jobs[0].params, audience);
	const sessionId = await sending.prepare(gathered.usable);
	const sent = dryRun || gathered.usable.length === 0 ? null : await sending.send(gathered.usable, sessionId);
	const removed = options.removeWithoutConsent && !dryRun && gathered.withoutConsent.length > 0 ? await sending.removeToo(gathered.withoutConsent) : null;
	const outcome = {
		action,
		jobs,
		contacts,
		gathered,
		recognised,
		audience: { id, name: String(audience.name ?? ''), account: adAccount },
		sent: dryRun ? null : (sent ?? NOTHING_SENT),
		sessionId: sent === null ? null : sessionId,
		removed,
		callLimitUsed: session.graph.observed.fullestQuota,
	};
	const notes = notesFor({ ...outcome, removing: options.removeWithoutConsent, audience, dryRun });
	for (const message of notes) session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
	return verdicts({ ...outcome, notes });
}

const NOTHING_SENT: Uploaded = { batches: 0, accepted: 0, received: 0, invalid: 0, invalidContacts: new Set(), failures: new Map() };

/** Values belong to value-based lists; Meta refuses all rows of any other for them. */
function valuesProblem(audience: GraphObject, { usable }: Gathered): InputProblem | null {
	if (audience.is_value_based === true || !usable.some(({ member }) => member[place.LOOKALIKE_VALUE] !== '')) return null;
	return new InputProblem(['columns'], 'have a Customer Value, and this list is not value-based', 'Leave the column out, or create a value-based customer list: it cannot become one later.');
}

/** Uploads among which the last complete replacement is looked for. */
const LOOKED_BACK = 200;

/** One audience's upload: what must be so before it, and what is said when it breaks off. */
class Sending {
	constructor(
		private readonly session: Session,
		private readonly action: Action,
		private readonly params: MemberParams,
		private readonly audience: GraphObject,
	) {}

	/**
	 * Everything that can speak against sending, asked right before the first batch; a dry run asks the same.
	 *
	 * @returns the session to send in
	 * @throws the reason
	 */
	async prepare(rows: readonly Placed[]): Promise<string> {
		const { graph, now } = this.session;
		const { adAccount, audience: id, options } = this.params;
		const sessionId = newSessionId(this.action, now());
		// Reading many contacts takes time in which another run can have begun.
		const audience = await ownedObject(this.session, audienceKind, id, adAccount);
		const busy = this.action === 'replace' ? null : isBusy(audience);
		if (busy) throw busy;
		if (this.action === 'add') return sessionId;
		const sessions = await readSessions(graph, adAccount, id, LOOKED_BACK);
		this.guard(rows.length, sessions);
		if (this.action === 'remove') return sessionId;
		const restarting = this.toRestart(sessions, options.restartUnfinished);
		const problem = await readyToReplace(this.session, audience, sessions, rows.length, restarting);
		if (problem) throw problem;
		return restarting ?? sessionId;
	}

	async send(rows: readonly Placed[], sessionId: string): Promise<Uploaded> {
		if (this.action !== 'replace') return await this.upload(this.action, sessionId, rows);
		const end = unfinished.begin(this.key, sessionId);
		const sent = await this.upload('replace', sessionId, rows).catch(async (thrown: unknown) => {
			end(false);
			return await Promise.reject(thrown);
		});
		end(sent.failure === undefined);
		if (sent.failure) throw incomplete(sent, sent.failure);
		return sent;
	}

	/** Takes people without consent out, in a session of its own. */
	async removeToo(rows: readonly Placed[]): Promise<Uploaded> {
		return await this.upload('remove', newSessionId('remove', this.session.now()), rows);
	}

	private get key(): string {
		return `${this.params.adAccount} ${this.params.audience}`;
	}

	/** @throws InputProblem when the list would shrink too far */
	private guard(rows: number, sessions: readonly UploadSession[]): void {
		const { minimumRows, keepAtLeast } = this.params;
		const action = this.action === 'replace' ? 'replace' : 'remove';
		const refusal = shrinkProblem({ action, rows, before: this.rowsBefore(sessions), minimumRows, keepAtLeast });
		if (refusal) throw new InputProblem([refusal.field], refusal.message, refusal.advice);
	}

	/**
	 * Rows of the list as it is: what the last complete replacement held, or else Meta's lower estimate of the people it
	 * recognised. Small lists are all shown as a thousand, which says nothing.
	 */
	private rowsBefore(sessions: readonly UploadSession[]): number | null {
		const replaced = sessions.find((session) => session.action === 'replace' && isComplete(session))?.received;
		if (replaced !== undefined && replaced !== null) return replaced;
		const bound = Number(this.audience.approximate_count_lower_bound);
		return bound > 1000 ? bound : null;
	}

	/** The session to begin anew: one that this process began and saw break off, or, if the form says so, any unfinished one of ours. */
	private toRestart(sessions: readonly UploadSession[], asked: boolean): string | null {
		const open = sessions.filter(({ action, endedAt }) => action === 'replace' && endedAt === null).map(({ id }) => id);
		return open.find((id) => asked || unfinished.brokeOff(this.key, id)) ?? null;
	}

	private async upload(action: Action, sessionId: string, rows: readonly Placed[]): Promise<Uploaded> {
		const { graph, now } = this.session;
		const { adAccount, audience } = this.params;
		return await upload(graph, { action, target: { account: adAccount, audience }, sessionId, rows, now: () => Math.max(now(), graph.serverTime() ?? 0) });
	}
}
