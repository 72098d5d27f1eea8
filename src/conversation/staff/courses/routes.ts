// The commands of 课程 and 外部讲师 in the staff bot, and who may begin them.

import { handOver } from '../../answers.ts';
import type { Script } from '../../converse.ts';
import type { Dialogue } from '../../dialogue.ts';
import { isStranger, onlyFor } from '../routes.ts';
import { guest } from '../staffing/guest.ts';
import { course, courses, publishCourse, returnCourse, submitCourse, withdrawCourse } from './courses.ts';
import { editCourse, newCourse } from './editor.ts';
import { slides } from './slides.ts';

export const courseStaffRoutes: Script['routes'] = {
  courses: forMembers(courses),
  course: forMembers(course),
  ...onlyFor('coordinatorId', { course_publish: publishCourse, course_return: returnCourse, guest }),
  ...onlyFor('speakerId', {
    new_course: newCourse,
    edit_course: editCourse,
    slides,
    course_submit: submitCourse,
    course_withdraw: withdrawCourse,
  }),
};

/** For both roles; a stranger is asked for the invite code. */
function forMembers(dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    start: (opening, facts) => (isStranger(facts.person) ? handOver('/start') : dialogue.start(opening, facts)),
  };
}
