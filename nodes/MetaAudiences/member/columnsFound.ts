import type { Cells } from '../../meta/people/columns/recognise';
import { aboutConsent } from '../../meta/people/consent/consentReader';
import { InputProblem } from '../../shared/form/problem';
import { isAuto } from './cells';
import type { ContactForm } from './form/contactItem';

/** Whether the columns of all items together tell who people are. */
export class ColumnsFound {
	private tellWho = false;
	private allAuto = true;

	note(form: ContactForm, cells: Cells): void {
		this.allAuto &&= isAuto(form);
		this.tellWho ||= cells.some(([column]) => !aboutConsent.has(column) && column !== 'country');
	}

	problem(): InputProblem | null {
		if (this.tellWho) return null;
		const otherwise = this.allAuto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
		return new InputProblem(
			['columns'],
			'name nobody',
			`No email, phone or other identifier column found. Rename the column, or ${otherwise}.`,
		);
	}
}
