import type { RenderError } from '../helm/request.ts'
import type { Explanation } from './codes.ts'

/** Why a chart does not render: what each code says, and what to do. */
export const renderCodes: Readonly<Record<RenderError['code'], Explanation>> = {
  CHART_INVALID: {
    title: 'Not a chart that Helm loads',
    meaning:
      'Chart.yaml, or a chart inside the chart, is missing something that Helm asks for, or cannot be read.',
    cure: 'Mend the file that is named and package the chart again.',
  },
  CHART_LIBRARY: {
    title: 'A library chart renders nothing',
    meaning: 'Its type is library: other charts include its templates. Helm refuses to install it by itself.',
    cure: 'Open a chart that depends on it.',
  },
  DEPENDENCY_MISSING: {
    title: 'A chart inside is missing',
    meaning: 'Chart.yaml names a dependency that the archive does not hold below charts/.',
    cure: 'Run helm dependency build before packaging, so that the archive is whole.',
  },
  VALUES_INVALID: {
    title: 'Values cannot be used',
    meaning: 'A values file is no YAML, or a flag does not say what it sets.',
    cure: 'Mend the file or flag at the place that is named.',
  },
  SCHEMA_VIOLATION: {
    title: 'Values break the chart’s schema',
    meaning:
      'The chart’s values.schema.json forbids what the values say. Helm stops before any template runs.',
    cure: 'Change the values that are named, or render without the schema to see what would come of it.',
  },
  KUBE_VERSION_INCOMPATIBLE: {
    title: 'Not for this Kubernetes version',
    meaning:
      'Chart.yaml says for which versions of Kubernetes the chart is meant, and the declared one is none of them.',
    cure: 'Declare the version of your cluster. If that is the one, take another version of the chart.',
  },
  TEMPLATE_PARSE: {
    title: 'A template is not well formed',
    meaning: 'An action in a template cannot be read, so none of the templates runs.',
    cure: 'This is a fault of the chart, whatever the values.',
  },
  TEMPLATE_EXEC: {
    title: 'A template failed while it ran',
    meaning:
      'An expression in a template could not be computed with these values. The frames say where, innermost first.',
    cure: 'Look at the expression and at the values it reads. A value of another kind than the template expects is the usual reason.',
  },
  TEMPLATE_FAIL: {
    title: 'The chart refuses these values',
    meaning: 'A template called fail or required: its author wants something else or something more.',
    cure: 'Set what the message asks for.',
  },
  OUTPUT_INVALID: {
    title: 'The output is no YAML',
    meaning: 'All templates ran, but what one of them wrote cannot be read as manifests.',
    cure: 'Look at the lines that are named; indentation of a value that spans lines is the usual reason.',
  },
  SHOW_ONLY_MISSING: {
    title: 'No such template in the output',
    meaning: '--show-only names a template that is not there, or that rendered nothing.',
    cure: 'Compare the path with the chart’s files.',
  },
  LIMIT_EXCEEDED: {
    title: 'More work than is allowed',
    meaning: 'The render took more steps, memory or nesting than any real chart needs, so it was stopped.',
    cure: 'A template that calls itself is the usual reason.',
  },
  UNSUPPORTED: {
    title: 'Not rendered here',
    meaning: 'The chart asks for something that this renderer does not do.',
    cure: 'Render it with Helm itself, and report the chart.',
  },
}
