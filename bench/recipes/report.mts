import { table } from '../markdown.mts';
import { RECIPE_CAMPAIGNS, RECIPE_LATENCY, type RecipeTime } from './recipes.mts';

export const recipesReport = (recipes: RecipeTime[]): string => `## Recipes, end to end

As they are shipped: 28 days of ${RECIPE_CAMPAIGNS} campaigns and the few of the seed into n8n's Data Table, a stand-in for Google Sheets and a PostgreSQL,
with n8n's own steps. Each runs twice: its rows are new, then all of them are there. Latency: ${RECIPE_LATENCY} ms a call to Meta, none to the others. The Postgres recipe
has two reports. Seconds of the steps, by the clock.

${table(
	['recipe', 'rows', 'seconds', 'ours', 'n8n’s own', 'n8n’s own, of the whole', 'longest step', 'rows a second'],
	recipes.map(({ name, again, rows, seconds, ours, longest: [step, longest] }) => [
		again ? `${name}, again` : name,
		rows.toLocaleString('en'),
		seconds.toFixed(1),
		ours.toFixed(1),
		(seconds - ours).toFixed(1),
		((seconds - ours) / seconds).toFixed(2),
		`${step}: ${longest.toFixed(1)}`,
		Math.round(rows / seconds).toLocaleString('en'),
	]),
)}`;
