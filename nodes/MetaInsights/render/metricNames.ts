import { uniq } from 'lodash';
import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { metrics } from './numbers/figures';
import { namesMeant } from './spelling';

const spelledMetrics = metrics.map(({ column, label }) => ({ name: column, labels: [label] }));

const metricList = `Use: ${metrics.map(({ column }) => column).join(', ')}.`;

/** A metric by its column or its label, in any spelling; it comes out as its column. */
export const metricName = z
	.string()
	.trim()
	.min(1)
	.transform((name, context): string => {
		const [column, ...others] = namesMeant(name, spelledMetrics);
		if (column !== undefined && others.length === 0) return column;
		problem(context, [], `“${name}” is not one of the metrics`, metricList);
		return z.NEVER;
	});

/** Several, each once. */
export const metricNames = z.array(metricName).transform((columns) => uniq(columns));
