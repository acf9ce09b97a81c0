import { collection } from '../../shared/form/collections';
import { rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { changedStatusField } from '../adObjects/statusFields';
import {
	conversionDomainField,
	creativeField,
	adEndTimeField,
	labelsField,
	adNameField,
	adPixelField,
	adStartTimeField,
} from './fields';
import { adKind } from './kind';

export const updateAdForm = formOf(
	adAccountLocator,
	adLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		conversionDomainField,
		rewordField(creativeField, {
			description: 'The creative to show instead. Meta reviews the ad again, and its ad set may start learning again.',
		}),
		adEndTimeField,
		rewordField(labelsField, {
			description: 'Names of ad labels, separated by commas. They replace the current ones.',
		}),
		adNameField,
		rewordField(adPixelField, {
			description: 'Records what people do on the website, instead of the current pixel. Other tracking stays.',
		}),
		adStartTimeField,
		changedStatusField,
		otherParametersField(adKind.fields),
	]),
	optionsField(validateOnlyOption),
);

export type UpdateAdParams = ParamsIn<typeof updateAdForm>;
export type AdUpdateFields = UpdateAdParams['updateFields'];
