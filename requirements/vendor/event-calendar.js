// The views of EventCalendar that the dispatch board and the appointment book use.
import {
  createCalendar,
  DayGrid,
  destroyCalendar,
  Interaction,
  ResourceTimeline,
  TimeGrid,
} from "@event-calendar/core";

const plugins = [ResourceTimeline, TimeGrid, DayGrid, Interaction];

window.EventCalendar = {
  create: (element, options) => createCalendar(element, plugins, options),
  destroy: destroyCalendar,
};
