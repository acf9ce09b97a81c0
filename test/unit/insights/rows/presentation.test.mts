import * as fc from 'fast-check';

import { Presentation } from '../../../../nodes/MetaInsights/deliver/presentation.ts';
import { columnSettings, rowChoices } from '../../../../nodes/MetaInsights/form/columns/columnsAsked.ts';
import type { ReportForm } from '../../../../nodes/MetaInsights/form/reportForm.ts';
import type { FlatRow } from '../../../../nodes/MetaInsights/rows/cells.ts';
import { readReport } from '../forms.mts';

const presented = (values: object, currency: string, row: FlatRow): FlatRow => {
	const form: ReportForm = readReport(values);
	const shown = Object.keys(row);
	const presentation = new Presentation(rowChoices(form), columnSettings(form), currency, shown, new Set(shown));
	return presentation.rows([row])[0] ?? {};
};

const row = { spend: 12.345, cost_per_result: 8.666666, cpc: 0.0042, ctr: 1.234567, purchase_value: 10.005 };

describe('costs for people', () => {
	it('have as many decimals as their currency, and one too small for it still says what it is', () => {
		expect(presented({ columns: 'main' }, 'EUR', row)).toEqual({ ...row, cost_per_result: 8.67 });
		expect(presented({ columns: 'main' }, 'JPY', row)).toEqual({ ...row, cost_per_result: 9 });
	});

	it('stay as they are for programs, and in a currency nobody knows the unit of', () => {
		expect(presented({ columns: 'all' }, 'EUR', row)).toEqual(row);
		expect(presented({ columns: 'main' }, 'XYZ', row)).toEqual(row);
	});

	it('are never nothing where there was something, and amounts are never touched', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
				fc.constantFrom('USD', 'JPY', 'KWD', 'XYZ'),
				(cost, currency) => {
					const shown = presented({ columns: 'main' }, currency, { cpm: cost, cpm_previous: cost, spend: cost });
					expect(shown.cpm).toBe(shown.cpm_previous);
					expect(Number(shown.cpm)).toBeGreaterThan(0);
					expect(Math.abs(Number(shown.cpm) - cost)).toBeLessThanOrEqual(Math.max(0.5, cost * 1e-9));
					expect(shown.spend).toBe(cost);
				},
			),
		);
	});
});
