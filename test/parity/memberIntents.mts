import { createHash } from 'node:crypto';

import { AdAccount, CustomAudience, User } from 'facebook-nodejs-business-sdk';

import { audienceKind } from '../../nodes/MetaAudiences/audience/kind.ts';
import type { Intent } from './intents.mts';
import { ACCOUNT, IDS } from './ours.mts';

const audience = () => new CustomAudience(IDS.audience);
const readAudience = () => audience().get([...audienceKind.fields]);
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

const columns = {
	mappingMode: 'defineBelow',
	value: { email: 'Mary@Example.com', firstName: 'Mary', externalId: 'C-1' },
};
const payload = { schema: ['EMAIL', 'EXTERN_ID', 'FN'], data: [[hashed('mary@example.com'), 'C-1', hashed('mary')]] };
const session = { session_id: 1, batch_seq: 1, last_batch_flag: true, estimated_num_total: 1 };
const sessionFields = [
	'session_id',
	'stage',
	'progress',
	'num_received',
	'num_invalid_entries',
	'num_matched',
	'start_time',
	'end_time',
];
const readSessions = (limit: number, more: object = {}) => audience().getSessions(sessionFields, { limit, ...more });

const form = {
	audience: IDS.audience,
	columns,
	consent: 'everybody',
	whatColumnsSay: { line: [{ columns: 'data', says: 'nothing' }] },
};

export const members: readonly Intent[] = [
	{
		operation: 'member.add',
		title: 'one person',
		form,
		sdk: async () => {
			await readAudience();
			await audience().createUser([], { payload, session });
		},
	},
	{
		operation: 'member.remove',
		title: 'one person',
		// The answers here tell nobody how long the list is, which would hold.
		form: { ...form, keepAtLeast: '0' },
		sdk: async () => {
			await readAudience();
			await readSessions(100);
			await audience().deleteUsers({ payload, session });
		},
	},
	...['member.replace', 'member.sync'].map((operation): Intent => ({
		operation,
		title: 'by one person',
		form: { ...form, minimumRows: '0', keepAtLeast: '0' },
		sdk: async () => {
			await readAudience();
			await readSessions(100);
			await new User('me').getApi().getAppID();
			await audience().createUsersReplace([], { payload, session });
		},
	})),
	{
		operation: 'member.checkUpload',
		title: 'one session',
		form: { audience: IDS.audience, sessionId: '1790000000000123' },
		sdk: async () => {
			await new AdAccount(ACCOUNT).get(['id', 'name', 'currency', 'timezone_name']);
			await readAudience();
			await readSessions(50, { session_id: '1790000000000123' });
		},
	},
];
