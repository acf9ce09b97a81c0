import { defineOperation } from '../../../shared/node/operation';
import { OUTPUTS, rotateForm } from './form';
import { rotationProblem } from './settings';

export const rotate = defineOperation({
	value: 'rotate',
	name: 'Rotate',
	action: 'Rotate ads to swap or replace those over target',
	description:
		'Pause ads that clearly miss your target and activate the next ones, based on their daily report. Gives a reason for every ad; a dry run until you switch that off.',
	effect: 'write',
	stopsSpend: true,
	ownSummary: true,
	outputs: Object.values(OUTPUTS),
	form: rotateForm,
	rule: rotationProblem,
	perform: async (session, jobs) => await (await import('./rotateAds')).rotateAds(session, jobs),
});
