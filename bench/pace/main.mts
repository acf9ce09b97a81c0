import { table, writeSimulation } from '../markdown.mts';
import { heldIn, MOMENTS } from './simulate.mts';
import { paceWorlds } from './world.mts';

/** Writes the table of docs/development/watch-and-pace.md. The weights were fixed on other invented months before these were drawn. */
const SEED = Number(process.env.SEED ?? 30_000_000);
const MONTHS = Number(process.env.MONTHS ?? 400);

const rows = paceWorlds.map((world) => [world.name, `${Math.round(100 * heldIn(world, MONTHS, SEED))} %`]);

await writeSimulation(
	'docs/development/watch-and-pace.md',
	`Months that ended within their range, told when ${MOMENTS.slice(0, -1).join(', ')} or ${MOMENTS.at(-1)} days were over (${MONTHS} invented months of each kind, \`npx tsx bench/pace/main.mts\`):

${table(['Months of', 'Within the range'], rows)}`,
	'pace',
);
