import { type RouteConfig, route } from "@react-router/dev/routes";

/** Pages by address; who may open them stands in features/people/permissions.ts. */
export default [
  route(":lang", "../features/buildings/pages/city.tsx"),
  route(":lang/buildings/:slug", "../features/buildings/pages/building.tsx"),
  route(":lang/measures", "../features/measures/pages/measures.tsx"),
  route(":lang/measures/:slug", "../features/measures/pages/measure.tsx"),
  route(":lang/method", "../features/savings/pages/method.tsx"),
  route(":lang/log", "../features/log/pages/log.tsx"),
  route(":lang/style", "./design/style-route.tsx"),
  route(":lang/sign-in", "../features/people/pages/sign-in.tsx"),
  route(":lang/demo/mailbox", "../features/people/pages/mailbox.tsx"),
  route(":lang/staff", "../features/people/pages/staff.tsx"),
  route(":lang/staff/quality", "../features/quality/pages/quality.tsx"),
  route(":lang/staff/quality/:slug", "../features/quality/pages/building.tsx"),
  route(":lang/staff/import", "../features/readings/pages/import-file.tsx"),
  route(":lang/staff/import/:id", "../features/readings/pages/import-columns.tsx"),
  route(":lang/staff/imports", "../features/readings/pages/imports.tsx"),
  route(":lang/staff/imports/:id", "../features/readings/pages/delivery.tsx"),
  route(":lang/staff/mappings", "../features/readings/pages/mappings.tsx"),
  route(":lang/staff/weather", "../features/readings/pages/weather.tsx"),
  route(":lang/staff/export", "../features/readings/pages/export.tsx"),
  route(":lang/staff/meters", "../features/meters/pages/meters.tsx"),
  route(":lang/staff/meters/:id", "../features/meters/pages/meter.tsx"),
  route(":lang/staff/measures", "../features/measures/pages/new-measure.tsx"),
  route(":lang/staff/people", "../features/people/pages/people.tsx"),
  route("*", "./nothing-here.tsx"),
] satisfies RouteConfig;
