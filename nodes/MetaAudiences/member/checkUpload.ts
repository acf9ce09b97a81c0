import type { IDataObject } from 'n8n-workflow';

import { ownedObject } from '../../shared/adObject/target';
import { field, mayBeEmpty } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import { limitFields, mostRows, optionsField } from '../../shared/node/commonFields';
import { idText } from '../../shared/node/pickers/ids';
import { adAccountLocator, customerListLocator } from '../../shared/node/pickers/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { audienceKind } from '../audience/kind';
import { momentText } from '../../shared/reading/instants';
import { isComplete, readSessions, type UploadSession } from './upload/session';

const uploadId = idText.superRefine((id, context) => {
	if (/^\d{1,19}$/.test(id)) return;
	problem(
		context,
		[],
		'is not a session ID',
		'Use the column sessionId of Add, Remove or Replace, as text: long numbers lose their end in some tables.',
	);
});

const sessionIdField = mayBeEmpty(
	field(
		{
			displayName: 'Session ID',
			name: 'sessionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1790000000000123',
			description: 'The upload to look at, as Add, Remove and Replace return it. Empty for the latest ones.',
		},
		uploadId,
	),
);

/** An upload in columns. Times are by the account's clock; numbers Meta has not told are null. */
function sessionRow(session: UploadSession, audience: string, zone: string): IDataObject {
	return {
		sessionId: session.id,
		action: session.action,
		complete: isComplete(session),
		stage: session.stage,
		progressPercent: session.progress,
		received: session.received,
		invalid: session.invalid,
		matched: session.matched,
		startedTime: momentText(session.startedAt, zone),
		endedTime: momentText(session.endedAt, zone),
		audienceId: audience,
	};
}

export const checkUpload = defineOperation({
	value: 'checkUpload',
	name: 'Check Upload',
	action: 'Check uploads to an audience',
	description: 'Check the progress of an upload to a customer list, and how many people Meta matched',
	effect: 'read',
	form: formOf(adAccountLocator, customerListLocator, sessionIdField, ...limitFields, optionsField()),
	perform: eachItem(async (session, { adAccount, audience, sessionId, limit }) => {
		const account = await session.account(adAccount);
		await ownedObject(session, audienceKind, audience, adAccount);
		const sessions = await readSessions(session.graph, adAccount, audience, mostRows({ limit }), sessionId);
		const wantedSessions = sessionId === undefined ? sessions : sessions.filter(({ id }) => id === sessionId);
		if (sessionId !== undefined && wantedSessions.length === 0) {
			const advice = 'Check that the audience is the one the upload went to.';
			throw new InputProblem(['sessionId'], 'is no upload to this audience', advice);
		}
		return wantedSessions.map((one) => ({ json: sessionRow(one, audience, account.timeZone) }));
	}),
});
