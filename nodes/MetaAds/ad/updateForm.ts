import { collection } from '../../shared/form/collections';
import { reworded } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { changedStatusField } from '../adObjects/statusFields';
import {
	conversionDomainField,
	creativeField,
	endTimeField,
	labelsField,
	nameField,
	pixelField,
	startTimeField,
} from './fields';
import { adKind } from './kind';

export const updateForm = formOf(
	adAccountLocator,
	adLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		conversionDomainField,
		reworded(creativeField, {
			description: 'The creative to show instead. Meta reviews the ad again, and its ad set may start learning anew.',
		}),
		endTimeField,
		reworded(labelsField, { description: 'Names of ad labels, separated by commas, in place of the present ones' }),
		nameField,
		reworded(pixelField, {
			description: 'Records what people do on the website, in place of the present pixel. Other tracking stays.',
		}),
		startTimeField,
		changedStatusField,
		otherParametersField(adKind.fields),
	]),
	optionsField(validateOnlyOption),
);

export type UpdateParams = ParamsIn<typeof updateForm>;
export type UpdateFields = UpdateParams['updateFields'];
