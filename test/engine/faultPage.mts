import { audienceSingles } from './audienceSingles.mts';
import { exists, expected, faults, itemsIn, type FaultLine, type Operation, type Scope, type Span } from './faultMatrix.mts';
import { expectedOne, singles, strikesOne, type Single } from './faultSingles.mts';

/** Writes docs/development/fault-matrix.md from the table that the engine test runs. */

const words: Record<string, string> = { done: 'done', outcomeUnknown: '**outcome unknown**', told: 'no error; the row tells it' };
const inWords = (verdict: string): string => words[verdict] ?? `fails: ${verdict}`;

/** One verdict for all items, or which items have which. */
function cell(line: FaultLine, operation: Operation, scope: Scope, span: Span): string {
	if (!exists(line, operation, scope, span)) return '–';
	const verdicts = Array.from({ length: itemsIn(scope) }, (_, index) => inWords(expected(line, operation, scope, span, index)));
	const kinds = [...new Set(verdicts)];
	if (kinds.length === 1) return kinds[0];
	const numbers = (kind: string): string => verdicts.flatMap((verdict, index) => (verdict === kind ? [index + 1] : [])).join(', ');
	return kinds.map((kind) => `${numbers(kind)}: ${kind}`).join('; ');
}

function table(scope: Scope, span: Span, operations: readonly Operation[]): string {
	const rows = faults.map((line) => [line.name, ...operations.map((operation) => cell(line, operation, scope, span))]).filter(([, ...cells]) => cells.some((text) => text !== '–'));
	return markdown(operations, rows);
}

function markdown(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [row(['On the way', ...columns]), row(['---', ...columns.map(() => '---')]), ...rows.map(row)].join('\n');
}

/** Operations of which one item is run: one column each, as resource and operation. */
function singleTable(span: Span, singles: readonly Single[]): string {
	const rows = faults.filter(strikesOne).map((line) => [line.name, ...singles.map((single) => inWords(expectedOne(single, line, span)))]);
	return markdown(
		singles.map(({ name }) => name.replace('step.', 'budget guard: ').replace('.', ': ')),
		rows,
	);
}

const writes = ['update', 'activate', 'delete', 'create'] as const;

export const faultPage = (): string => `# What becomes of an item when a call fails

Written by \`UPDATE_DOCS=1 SUITES=engine npx jest faultPage\` from the table that \`test/engine/faultMatrix.test.mts\` runs in
n8n's engine against the emulator: every line below is a test, and each checks the objects at (emulated) Meta as well as
the rows.

- **done**: the object is as the item asked, and the row shows it. After a limit or a lost answer the node waits and, for
  a read or an absolute write, asks again.
- **fails: …**: the item's error, by kind. Nothing was changed for this item.
- **outcome unknown**: the answer was lost, and looking (three times within half a minute) did not find what was sent. Nothing
  is sent a second time for a create; the error says what to check in Ads Manager.

Update changes a budget: money is compared with the object itself, a status first with a list.

The same tables hold for campaigns, ad sets and ads: each line is run on all three. All other operations have tables of
their own at the end. Rotation decides about its items together and has no verdict for each; under the same faults it is held to what
matters there (\`test/engine/rotateFaults.test.mts\`): never a group without a live ad, and nothing said that is not so.

“Not carried out” and “carried out” tell what happened at Meta; the node cannot see which.

## One item, once

${table('one item', 'once', ['get', 'getMany', ...writes])}

## One item, for as long as the step runs

${table('one item', 'always', ['get', 'getMany', ...writes])}

## An update's own looks

First look: what is read before anything is sent. Proof: what is read after the write.

${table('one item', 'once', ['update, first look', 'update, proof'])}

## Five items, the third one's request

Writes of several items travel in one batch. A connection that breaks takes the answers of all of them along.

${table('third of five', 'once', ['get', ...writes])}

## Five items, the whole batch, once

${table('whole batch of five', 'once', writes)}

## Five items, every batch

Batches carry the looks as well: at budgets before they are changed, and for what was lost.

${table('whole batch of five', 'always', writes)}

## All other operations, once

Check Access does not fail where a part of it does: its row tells which, and is not OK.
The budget guard does not fail at a limit of calls: it holds the step and tells when to try again. *Object* and *change log*
are what it reads first.

${singleTable('once', singles)}

## All other operations, for as long as the step runs

${singleTable('always', singles)}

## Meta Audiences, once

People are members of a set: an upload is sent again in the same session, and twice is once.

${singleTable('once', audienceSingles)}

## Meta Audiences, for as long as the step runs

An upload that fails as temporary may have arrived; running the step again makes the list exact.

${singleTable('always', audienceSingles)}
`;
