// 自荐: a short application to become a speaker. Who has one open sees it instead, and can take it back.

import { applicationLines, ownApplicationCard } from '../../domain/cards/application-card.ts';
import { applicantKinds } from '../../domain/commands-roster.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import type { Dialogue } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { residentNav } from '../nav.ts';
import { askForm, emptyForm, type FormSpec, goTo, isComplete, type SpeakerForm, stepForm } from '../speaker-form.ts';
import { shownForm } from '../speaker-questions.ts';

const spec: FormSpec = {
  steps: ['kind', 'area', 'topics', 'languages', 'name', 'phone', 'about'],
  kinds: applicantKinds,
  own: true,
  nav: residentNav,
  home: '/menu',
  submit: 'apply.submit',
  summary: (form, facts) => ({ lines: [text('apply.summary'), ...applicationLines(shownForm(form, facts))] }),
  send(form) {
    const { kind, areaId, topicIds, languages, name, phone, about } = form;
    if (!isComplete(form) || kind === undefined || areaId === undefined) return undefined;
    if (name === undefined || phone === undefined) return undefined;
    return {
      state: form,
      replies: [],
      command: {
        type: 'apply',
        ...{ kind, areaId, topicIds, languages, name, phone },
        ...(about !== undefined && { about }),
      },
    };
  },
};

export const apply: Dialogue<SpeakerForm> = {
  name: 'apply',
  // The form waits for what the person has made before, in the same turn.
  start: () => ({ state: emptyForm(spec), replies: [], command: { type: 'my-application' } }),
  step: (form, input, facts) => stepForm(spec, form, input, facts),
  ask: (form, facts) => askForm(spec, form, facts),
  conclude(form, outcome, facts) {
    if (outcome.type === 'my-application') {
      const { application, again } = outcome.result;
      if (application && !again) return ended(ownApplicationCard(application));
      const first = emptyForm(spec);
      const question = askForm(spec, first, facts);
      return application
        ? askedAgain(first, text('apply.last', { state: text(`apply.state_${application.state}`) }), question)
        : asked(first, question);
    }
    if (outcome.type !== 'apply' || !form) return lost;
    const { result } = outcome;
    if (result.ok) return ended(ownApplicationCard(result.application, text('apply.received')));
    if (result.reason === 'already') return ended(ownApplicationCard(result.application, text('apply.one_only')));
    if (result.reason === 'too_many') return ended(told(text('apply.too_many')));
    const again = goTo(form, 'kind');
    return askedAgain(again, text('apply.incomplete'), askForm(spec, again, facts));
  },
};

export const withdrawApplication = createErrand({
  name: 'withdraw_application',
  target: ([id]) => idFrom(id),
  command: (applicationId) => ({ type: 'withdraw-application', applicationId }),
  tell(outcome) {
    if (outcome.type !== 'withdraw-application') return undefined;
    const { result } = outcome;
    if (!result.ok && result.reason === 'not_found') return told(text('apply.not_found'));
    return ownApplicationCard(result.application, text(result.ok ? 'apply.withdrawn' : 'apply.decided'));
  },
});
