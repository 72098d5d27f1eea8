// The commands of 课程 and the services that carry them out.

import type { CourseCommands } from '../../domain/commands-courses.ts';
import type { Handlers } from '../handlers.ts';
import { addSlide, listCourses, removeSlide, saveCourse, showCourse, submitCourse, withdrawCourse } from './courses.ts';
import { publishCourse, returnCourse } from './review.ts';

export const courseHandlers: Handlers<keyof CourseCommands> = {
  'list-courses': listCourses,
  'show-course': showCourse,
  'save-course': saveCourse,
  'add-slide': addSlide,
  'remove-slide': removeSlide,
  'submit-course': submitCourse,
  'withdraw-course': withdrawCourse,
  'publish-course': publishCourse,
  'return-course': returnCourse,
};
