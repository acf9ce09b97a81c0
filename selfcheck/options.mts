import { parseArgs } from 'node:util';

import { adAccountId } from '../nodes/shared/node/pickers/ids.ts';
import type { CheckLevel } from '../nodes/MetaAds/selfCheck/levels.ts';

const levelNames: ReadonlyMap<string, CheckLevel> = new Map([
	['plan', 'plan'],
	['read-only', 'readOnly'],
	['validate-only', 'validateOnly'],
	['sandbox', 'sandbox'],
]);

export interface Options {
	readonly level: CheckLevel;
	readonly account: string;
	readonly emulator?: string;
	readonly out: string;
	readonly goOnFrom?: string;
	readonly sandboxAccount?: string;
}

export const usage = `npm run selfcheck -- --account act_… [--level plan|read-only|validate-only|sandbox]
  --level           how far to go; without it only the plan is shown
  --out FILE        where the report is written (self-check.json)
  --go-on-from FILE a report that ended early
  --sandbox-account with --level sandbox: the ad account's ID once more
  --emulator URL    the local emulator instead of Meta
The token is read from the environment: META_ACCESS_TOKEN, and META_APP_SECRET where the app wants a proof.`;

/** @throws Error in words for the person */
export function readOptions(args: readonly string[]): Options {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...args],
		options: { level: text, account: text, emulator: text, out: text, 'go-on-from': text, 'sandbox-account': text },
	});
	const level = levelNames.get(values.level ?? 'plan');
	if (level === undefined) throw new Error(`--level cannot be “${values.level}”.\n\n${usage}`);
	const account = adAccountId.safeParse(values.account ?? '');
	if (!account.success) throw new Error(`--account has to be an ad account’s ID.\n\n${usage}`);
	const again = adAccountId.safeParse(values['sandbox-account'] ?? '');
	if (level === 'sandbox' && again.data !== account.data)
		throw new Error('--level sandbox makes and deletes things: repeat the ID in --sandbox-account.');
	const { emulator, out = 'self-check.json' } = values;
	return { level, account: account.data, emulator, out, goOnFrom: values['go-on-from'] };
}
