// A school's request for a legal deputy principal: who could serve it, best first and why; recommending one of them, and
// saying no.

import type { DeputyCandidate, DeputyRequestView } from '../../../domain/deputy/views.ts';
import { maxText } from '../../../domain/draft.ts';
import { blankLine, type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { createTextDialogue } from '../../free-text.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { appointmentButton, overviewButton, tellPlaced } from './acted.ts';
import { requestFrom } from './arguments.ts';
import { hoursText } from './hours.ts';
import { barText, reasonText, requestText } from './lines.ts';
import { turnButtons } from './turn.ts';

const pageSize = 6;

export const deputyRequest = createErrand({
  name: 'deputy_request',
  target([id, page]) {
    const requestId = idFrom(id);
    return requestId === undefined ? undefined : { requestId, page: pageFrom(page) };
  },
  command: ({ requestId }) => ({ type: 'show-deputy-request', requestId }),
  tell(outcome, { page }) {
    if (outcome.type !== 'show-deputy-request') return undefined;
    const { request, candidates } = outcome.result;
    if (!request) return told(text('deputy.not_not_found'), overviewButton);
    return request.state === 'open' ? proposal(request, candidates, page) : settled(request);
  },
});

/** Somebody is being asked, or it is over. */
function settled(request: DeputyRequestView): Reply {
  const { id, version, state, appointment } = request;
  const waits = state === 'placed' && appointment ? turnButtons(appointment) : [];
  return {
    text: requestText(request),
    choices: [
      ...rows(waits, 2),
      ...(waits.length > 0 ? [[refuseButton(id, version)]] : []),
      ...(appointment ? [[appointmentButton(appointment)]] : []),
      [overviewButton, menuButton],
    ],
  };
}

const refuseButton = (id: number, version: number) =>
  choice(`/refuse_deputy_request ${id} ${version}`, text('deputy.refuse_request'));

/** Who can be had comes first, as ranked; behind them the others, with what bars them. */
function proposal(request: DeputyRequestView, candidates: readonly DeputyCandidate[], page: number): Reply {
  const { id, version } = request;
  const ranked = [
    ...candidates.filter(({ bar }) => bar === undefined),
    ...candidates.filter(({ bar }) => bar !== undefined),
  ];
  const { shown, turn } = pageOf(ranked, page, pageSize, (at) => `/deputy_request ${id} ${at}`);
  const open = shown.filter(({ bar }) => bar === undefined);
  const barred = shown.filter(({ bar }) => bar !== undefined);
  const none = candidates.every(({ bar }) => bar !== undefined);
  const line = (one: DeputyCandidate): Text => candidateLine(one, ranked.indexOf(one) + 1);
  return {
    text: {
      lines: [
        requestText(request),
        blankLine,
        ...(open.length > 0 ? [text('deputy.candidates'), ...open.map(line)] : []),
        ...(barred.length > 0 ? [text(none ? 'deputy.no_candidates' : 'deputy.barred'), ...barred.map(line)] : []),
        ranked.length === 0 ? text('deputy.no_candidates') : '',
      ],
    },
    choices: [
      ...rows(
        open.map((one) => recommendButton(one, `${id} ${version} ${one.speakerId}`)),
        2,
      ),
      ...turn,
      [refuseButton(id, version)],
      [overviewButton, menuButton],
    ],
  };
}

/** Where training is missing the first tap says what, and the second one decides. */
function recommendButton({ name, reasons }: DeputyCandidate, target: string) {
  const missing = reasons.find(({ code }) => code === 'after_training');
  return missing?.code === 'after_training'
    ? choice(`/recommend_untrained ${target} ${missing.params.missing}`, text('deputy.recommend_untrained', { name }))
    : choice(`/recommend_deputy ${target}`, text('deputy.recommend', { name }));
}

function candidateLine({ name, agency, reasons, bar }: DeputyCandidate, position: number): Text {
  const said = { position, name, agency: text(`deputy.agency_${agency}`) };
  if (bar !== undefined) return text('deputy.candidate_barred', { ...said, why: barText(bar) });
  return reasons.length === 0
    ? text('deputy.candidate_plain', said)
    : text('deputy.candidate', { ...said, why: { list: reasons.map(reasonText) } });
}

function recommendationFrom(args: readonly string[]) {
  const request = requestFrom(args);
  const speakerId = idFrom(args[2]);
  return request && speakerId !== undefined ? { ...request, speakerId } : undefined;
}

export const recommendDeputy = createErrand({
  name: 'recommend_deputy',
  target: recommendationFrom,
  command: (target) => ({ type: 'recommend-deputy', ...target }),
  tell(outcome) {
    if (outcome.type !== 'recommend-deputy') return undefined;
    return tellPlaced(outcome.result, ({ number, appointment }) => {
      const name = appointment?.speaker.name ?? '';
      return text(appointment?.state === 'recommended' ? 'deputy.recommended_bureau' : 'deputy.recommended_asked', {
        number,
        name,
      });
    });
  },
});

/** Says what is missing. The services check the training again, whatever the button said. */
export const recommendUntrained = createErrand({
  name: 'recommend_untrained',
  target(args) {
    const target = recommendationFrom(args);
    const missing = idFrom(args[3]);
    return target && missing !== undefined ? { ...target, missing } : undefined;
  },
  command: ({ requestId }) => ({ type: 'show-deputy-request', requestId }),
  tell(outcome, { requestId, version, speakerId, missing }) {
    if (outcome.type !== 'show-deputy-request') return undefined;
    const one = outcome.result.candidates.find((known) => known.speakerId === speakerId);
    if (!one) return told(text('deputy.not_not_found'), overviewButton);
    return told(
      text('deputy.untrained', { name: one.name, hours: hoursText(missing) }),
      choice(`/recommend_deputy ${requestId} ${version} ${speakerId}`, text('deputy.recommend_anyway')),
      choice(`/add_training ${speakerId}`, text('deputy.add_training')),
      choice(`/deputy_request ${requestId}`, text('deputy.others')),
    );
  },
});

export const refuseDeputyRequest = createTextDialogue({
  name: 'refuse_deputy_request',
  question: text('deputy.ask_refusal', { most: maxText }),
  target: requestFrom,
  home: ({ requestId }) => `/deputy_request ${requestId}`,
  command: (target, reason) => ({ type: 'refuse-deputy-request', ...target, reason }),
  tell: (outcome) =>
    outcome.type === 'refuse-deputy-request'
      ? tellPlaced(outcome.result, ({ number }) => text('deputy.request_refused', { number }))
      : undefined,
});
