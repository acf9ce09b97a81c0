import { refuses, rowOf, type AmountForm, type Typed } from './amountForm.mts';

/**
 * Amounts, percentages and counts as people type them: each gives what was meant, or a refusal that names the field and
 * both readings. The same cases go through the editor (`e2e/editor/amounts-editor`) and through n8n's engine alone
 * (`engine/forms/amounts`).
 */

export interface AmountCase {
	readonly name: string;
	/** Of the form, in `amountForms`. */
	readonly form: string;
	/** In one language only. */
	readonly once?: true;
	/** @param together texts that can be two numbers stand in the form together, and what is like another case is left out */
	readonly act: (form: AmountForm, together: boolean) => Promise<void>;
}

export const AMOUNT_CASES: readonly AmountCase[] = [
	{
		name: 'a campaign: Daily Budget and Spending Limit',
		form: 'Campaign',
		act: async (form, together) => {
			const created = async (typed: Typed, budget: string, cap: string): Promise<void> =>
				expect((await form.run(typed)).written).toContainEqual(
					expect.objectContaining({ daily_budget: budget, spend_cap: cap }),
				);
			await created({ dailyBudget: '20,50', spendCap: '1 234,5' }, '2050', '123450');
			if (!together) await created({ dailyBudget: '1.000,50', spendCap: '1,000.50' }, '100050', '100050');
			if (!together) await created({ dailyBudget: '20.50', spendCap: '1234.5' }, '2050', '123450');
			const texts = [
				{ field: 'dailyBudget', text: '1.000', label: 'Daily Budget', instead: '20,50' },
				{ field: 'spendCap', text: '1,000', label: 'Additional Fields → Spending Limit' },
			];
			await refuses(form, texts, together);
		},
	},
	{
		name: 'an ad set: Bid Amount',
		form: 'Bid',
		act: async (form, together) => {
			expect((await form.run({ bidAmount: '20,50' })).written).toEqual([{ bid_amount: '2050' }]);
			await refuses(form, [{ field: 'bidAmount', text: '1,000', label: 'Update Fields → Bid Amount' }], together);
		},
	},
	{
		name: 'an ad set: ROAS Floor',
		form: 'ROAS',
		once: true,
		act: async (form, together) => {
			expect((await form.run({ roasFloor: '20,50' })).written).toEqual([
				{ bid_constraints: '{"roas_average_floor":205000}' },
			]);
			await refuses(form, [{ field: 'roasFloor', text: '1.000', label: 'Update Fields → ROAS Floor' }], together);
		},
	},
	{
		name: 'a budget step: New Budget, Maximum Budget and Max Step',
		form: 'Guard',
		act: async (form, together) => {
			const kept = await rowOf(form, { newValue: '20,50', ceiling: '10,75', largestStep: '20,50' }, 'Applied');
			expect(kept).toMatchObject({
				before: '10',
				requested: '20.5',
				after: '10.75',
				guards: expect.stringContaining('At most 20.5 % per change'),
			});
			const texts = [
				{ field: 'newValue', text: '1,000', label: 'New Budget', instead: '1.000,50' },
				{ field: 'ceiling', text: '1.000', label: 'Maximum Budget', instead: '1 234,5' },
				{ field: 'largestStep', text: '1.000', label: 'Guards → Max Step (%)' },
			];
			await refuses(form, texts, together);
		},
	},
	{
		name: 'a budget step: Percent and Amount',
		form: 'Guard',
		once: true,
		act: async (form, together) => {
			await form.select('change', 'By Percent');
			expect(
				await rowOf(form, { percent: '20,50', ceiling: '1 234,5', largestStep: '20,50' }, 'Applied'),
			).toMatchObject({ requested: '12.05', after: '12.05' });
			await refuses(form, [{ field: 'percent', text: '1.000', label: 'Percent' }], together);
			await form.select('change', 'By Amount');
			expect(await rowOf(form, { amount: '1,25' }, 'Applied')).toMatchObject({ requested: '11.25', after: '11.25' });
			await refuses(form, [{ field: 'amount', text: '-1,000', label: 'Amount' }], together);
		},
	},
	{
		name: 'a budget step toward a Target',
		form: 'Target',
		act: async (form, together) => {
			expect(await rowOf(form, { target: '20,50' }, 'Applied')).toMatchObject({
				reason: expect.stringContaining('against a target of 20.50 EUR'),
			});
			await refuses(form, [{ field: 'target', text: '1.000', label: 'Target' }], together);
		},
	},
	{
		name: 'a rotation: Target Cost per Result and a limit',
		form: 'Rotate',
		act: async (form, together) => {
			const { reason } = await rowOf(form, { targetCost: '20,50', timesTarget: '20,50' }, 'Unchanged');
			expect(reason).toMatch(/^Within the limit: .*target 20\.50 USD a result/);
			const texts = [
				{ field: 'targetCost', text: '1,000', label: 'Target Cost per Result', instead: '20.50' },
				{ field: 'timesTarget', text: '1.000', label: 'Limits → Times Target' },
			];
			await refuses(form, texts, together);
		},
	},
	{
		name: 'a list replaced: Stop Below (Rows) and Stop Below (% of List)',
		form: 'Replace',
		act: async (form, together) => {
			if (!together)
				expect((await form.run({ minimumRows: '1 234' })).refusal).toMatch(
					/Stop Below \(Rows\) is 1,234 rows, and only 1 row can be sent/,
				);
			expect((await form.run({ minimumRows: '1', keepAtLeast: '120,50' })).refusal).toMatch(
				/^Stop Below \(% of List\) cannot be 120\.5\./,
			);
			await form.type('keepAtLeast', '50');
			const texts = [
				{ field: 'minimumRows', text: '1.000', label: 'Stop Below (Rows)', instead: '1' },
				{ field: 'keepAtLeast', text: '1,000', label: 'Stop Below (% of List)' },
			];
			await refuses(form, texts, together);
		},
	},
	{
		name: 'a report: Days',
		form: 'Report',
		act: async (form, together) => {
			expect((await form.run({ days: '20,50' })).refusal).toBe('Days cannot be 20.5. Enter a whole number.');
			await refuses(form, [{ field: 'days', text: '1,000', label: 'Days' }], together);
		},
	},
	{
		name: 'a threshold of the trigger',
		form: 'Trigger',
		act: async (form, together) => {
			const label = 'Thresholds → Spent Today Above';
			if (!together) expect((await form.run({ spentTodayAbove: '20,50' })).refusal).toBe('');
			expect((await form.run({ spentTodayAbove: '-20,50' })).refusal).toMatch(
				/^Thresholds → Spent Today Above cannot be -20\.50\./,
			);
			await refuses(form, [{ field: 'spentTodayAbove', text: '1.000', label }], together);
		},
	},
];
