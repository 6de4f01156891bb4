import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What is filled in. `defaultValue` is what stands there when the page comes, also after a refused attempt. */
export type Control =
  | {
      readonly kind: "input";
      readonly type?:
        | "text"
        | "email"
        | "number"
        | "date"
        | "datetime-local"
        | "search"
        | "password"
        | "url"
        | "tel"
        | "file"
        | undefined;
      readonly defaultValue?: string | undefined;
      readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
      readonly inputMode?: "text" | "numeric" | "decimal" | "email" | undefined;
      readonly min?: string | undefined;
      readonly max?: string | undefined;
      readonly step?: string | undefined;
      readonly maxLength?: number | undefined;
      readonly pattern?: string | undefined;
      /** Answers to choose from; another can be written all the same. */
      readonly suggestions?: readonly Option[] | undefined;
      /** How wide an answer is expected to be. */
      readonly width?: "short" | "medium" | "full" | undefined;
    }
  | {
      readonly kind: "textarea";
      readonly rows?: number | undefined;
      readonly defaultValue?: string | undefined;
    }
  | {
      readonly kind: "select";
      readonly options: readonly Option[];
      readonly defaultValue?: string | undefined;
    }
  | {
      readonly kind: "checkbox";
      readonly defaultChecked?: boolean | undefined;
      readonly value?: string | undefined;
    }
  | {
      readonly kind: "radio";
      readonly options: readonly Option[];
      readonly defaultValue?: string | undefined;
    };

export interface FormFieldProps {
  readonly name: string;
  /** Unique on the page; the name unless given. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do, after a refused attempt. */
  readonly error?: { readonly word: string; readonly text: ReactNode } | undefined;
  readonly control: Control;
  /** With the word that says so beside the label ("required"). */
  readonly required?: string | undefined;
}

/** A label, a hint, an error and a control that belong together, for eyes and for screen readers. */
export function FormField({
  name,
  id = name,
  label,
  hint,
  error,
  control,
  required,
}: FormFieldProps): ReactNode {
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const shared: Shared = {
    id,
    name,
    required: required !== undefined,
    "aria-describedby": [errorId, hintId].filter((part) => part !== undefined).join(" ") || undefined,
    "aria-invalid": error === undefined ? undefined : true,
  };
  const words =
    required === undefined ? (
      label
    ) : (
      <>
        {/* One text with its space: Chromium leaves a space that stands alone out of the name, and reads two words as one. */}
        {`${label} `}
        <span className="field-required">{required}</span>
      </>
    );
  const explained = (
    <>
      {hint === undefined ? null : (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="field-error" id={errorId}>
          {/* The space within, as above. */}
          <strong>{`${error.word} `}</strong>
          {error.text}
        </p>
      )}
    </>
  );
  if (control.kind === "radio") {
    return (
      <fieldset
        className="field"
        aria-describedby={shared["aria-describedby"]}
        data-invalid={error !== undefined}
      >
        <legend className="field-label">{words}</legend>
        {explained}
        {control.options.map((option) => (
          <label key={option.value} className="field-choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === control.defaultValue}
              required={shared.required}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  if (control.kind === "checkbox") {
    return (
      <div className="field" data-invalid={error !== undefined}>
        <label className="field-choice" htmlFor={id}>
          <input
            type="checkbox"
            {...shared}
            value={control.value ?? "yes"}
            defaultChecked={control.defaultChecked}
          />
          <span>{words}</span>
        </label>
        {explained}
      </div>
    );
  }
  return (
    <div className="field" data-invalid={error !== undefined}>
      <label className="field-label" htmlFor={id}>
        {words}
      </label>
      {explained}
      <TextControl control={control} shared={shared} />
    </div>
  );
}

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

function TextControl({
  control,
  shared,
}: {
  readonly control: Extract<Control, { kind: "input" | "textarea" | "select" }>;
  readonly shared: Shared;
}): ReactNode {
  if (control.kind === "textarea") {
    return (
      <textarea
        className="control"
        {...shared}
        rows={control.rows ?? 5}
        defaultValue={control.defaultValue}
      />
    );
  }
  if (control.kind === "select") {
    return (
      <select className="control" {...shared} defaultValue={control.defaultValue}>
        {control.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const { kind: _, width = "full", suggestions, ...attributes } = control;
  const listId = suggestions === undefined ? undefined : `${shared.id}-suggestions`;
  return (
    <>
      <input
        className="control"
        data-width={width}
        {...shared}
        type="text"
        {...attributes}
        {...(listId === undefined ? {} : { list: listId })}
      />
      {suggestions === undefined ? null : (
        <datalist id={listId}>
          {suggestions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
