import { note, text } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { ProcessMemory } from '../../shared/memory';
import type { Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { appSecretOf } from './appSecret';
import { handshakeIn, isSignedBy, signatureIn, type Handshake } from './call';

/** What every operation behind n8n's Webhook node asks for. */
export const notificationFields = [
	note({
		displayName: 'Verify Token',
		name: 'verifyToken',
		typeOptions: { password: true },
		description:
			'The text you enter in the App Dashboard next to the Webhook URL. Meta sends it once to verify the URL.',
	}),
	text({
		displayName: 'Input Binary Field',
		name: 'binaryProperty',
		default: 'data',
		hint: 'In the Webhook node, switch on Options → Raw Body. Meta signs the raw body.',
	}),
] as const;

interface Params {
	readonly verifyToken: string;
	readonly binaryProperty: string;
}

/** The output on which Meta's question is answered. */
export const HANDSHAKE_OUTPUT = 'Handshake';

type VerifiedCall = { readonly body: string } | { readonly rows: Row[] };

/** When a refused call has failed a run, by step, in milliseconds since 1970. */
export const refusedCalls = new ProcessMemory<number>(1_000);

/** Milliseconds. n8n keeps each failed run: whoever knows the address could fill its list of executions. */
const BETWEEN_FAILED_RUNS = 3_600_000;

/**
 * The body of a call that Meta has signed, or the rows of one that is answered by now. Where the Webhook
 * node leaves the answer to a later step, the caller has it at once: 200, or a refusal. Nothing is asked of Meta.
 *
 * @throws InputProblem, GraphFailure for the first call in an hour that is not Meta's; later ones have no rows
 */
export async function verifiedCall(session: Session, params: Params, index: number): Promise<VerifiedCall> {
	const handshake = handshakeIn(session.n8n.getInputData()[index]?.json);
	return await readCall(session, params, index, handshake).catch(async (problem: unknown) => {
		await answer(session, handshake === null ? 401 : 403);
		return isToldLately(session) ? { rows: [] } : await Promise.reject(problem);
	});
}

async function readCall(
	session: Session,
	params: Params,
	index: number,
	handshake: Handshake | null,
): Promise<VerifiedCall> {
	if (handshake !== null) return { rows: [challengeRow(handshake, params)] };
	const body = await rawBody(session, params, index);
	const signature = signatureIn(session.n8n.getInputData()[index]?.json);
	if (!isSignedBy(await appSecretOf(session), body, signature)) throw unsigned();
	await answer(session, 200);
	return { body: new TextDecoder().decode(body) };
}

const answer = async ({ n8n }: Session, statusCode: number): Promise<void> =>
	await n8n.sendResponse({ statusCode, headers: {}, body: '' });

/** Whoever tries the workflow out is told each time. */
function isToldLately({ n8n }: Session): boolean {
	if (n8n.getMode() === 'manual') return false;
	const step = `${n8n.getWorkflow().id} ${n8n.getNode().id}`;
	const [earlier, now] = [refusedCalls.recall(step), Date.now()];
	if (earlier !== undefined && now - earlier < BETWEEN_FAILED_RUNS) return true;
	refusedCalls.remember(step, now);
	return false;
}

function challengeRow({ challenge, verifyToken }: Handshake, params: Params): Row {
	if (params.verifyToken !== '' && verifyToken === params.verifyToken)
		return { output: HANDSHAKE_OUTPUT, json: { challenge } };
	throw new InputProblem(
		['verifyToken'],
		'is not what came with the question',
		'Enter the same text here and in the App Dashboard. Nothing was answered.',
	);
}

async function rawBody({ n8n }: Session, { binaryProperty }: Params, index: number): Promise<Uint8Array> {
	if (n8n.getInputData()[index]?.binary?.[binaryProperty] === undefined)
		throw new InputProblem(
			['binaryProperty'],
			'has no file in this item',
			'In the Webhook step, switch Raw Body on under Options, and keep its Binary Property and this field alike.',
		);
	return await n8n.helpers.getBinaryDataBuffer(index, binaryProperty);
}

const unsigned = (): GraphFailure =>
	new GraphFailure({
		kind: 'auth',
		message: 'The call is not signed by the app of this credential: nothing was asked of Meta',
		advice:
			'If it came from Meta, the App Secret in the credential is of another app. If not, someone else knows the URL. For an hour, further calls of this kind are refused without an error.',
	});
