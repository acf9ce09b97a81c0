import { note, text } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
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

/**
 * The body of a call that Meta has signed, or the answer to its question. Nothing is asked of Meta.
 *
 * @throws InputProblem, GraphFailure for a call that is not Meta's
 */
export async function verifiedCall(
	session: Session,
	params: Params,
	index: number,
): Promise<{ readonly body: string } | { readonly answer: Row }> {
	const json = session.n8n.getInputData()[index]?.json;
	const handshake = handshakeIn(json);
	if (handshake !== null) return { answer: challengeRow(handshake, params) };
	const body = await rawBody(session, params, index);
	if (!isSignedBy(await appSecretOf(session), body, signatureIn(json))) throw unsigned();
	return { body: new TextDecoder().decode(body) };
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
			'If it came from Meta, the App Secret in the credential is of another app. If not, someone else knows the URL.',
	});
