export { Breadcrumbs, type BreadcrumbsProps } from "./parts/Breadcrumbs.tsx";
export {
  Button,
  type ButtonProps,
  type ButtonVariant,
  LinkButton,
  type LinkButtonProps,
} from "./parts/Button.tsx";
export { Card, type CardProps, Cards } from "./parts/Card.tsx";
export { CoverageMeter, type CoverageMeterProps } from "./parts/CoverageMeter.tsx";
export { type Column, DataTable, type DataTableProps } from "./parts/DataTable.tsx";
export { DefinitionList, type DefinitionListProps } from "./parts/DefinitionList.tsx";
export { DemoBanner, type DemoBannerProps } from "./parts/DemoBanner.tsx";
export { EmptyState, type EmptyStateProps } from "./parts/EmptyState.tsx";
export { ErrorPage, type ErrorPageProps } from "./parts/ErrorPage.tsx";
export { Explained, type ExplainedProps } from "./parts/Explained.tsx";
export { Drawing, Figure, type FigureProps } from "./parts/Figure.tsx";
export { type Control, FormField, type FormFieldProps, type Option } from "./parts/FormField.tsx";
export { PageHeading, type PageHeadingProps, Section, type SectionProps } from "./parts/Heading.tsx";
export { Icon, type IconName } from "./parts/Icon.tsx";
export { KeyFigure, type KeyFigureProps, KeyFigures } from "./parts/KeyFigure.tsx";
export { Notice, type NoticeProps } from "./parts/Notice.tsx";
export { PageShell, type PageShellProps } from "./parts/PageShell.tsx";
export { Pagination, type PaginationProps } from "./parts/Pagination.tsx";
export { Prose } from "./parts/Prose.tsx";
export { type FooterLink, SiteFooter, type SiteFooterProps } from "./parts/SiteFooter.tsx";
export {
  type LanguageLink,
  type NavigationItem,
  type Session,
  SiteHeader,
  type SiteHeaderProps,
} from "./parts/SiteHeader.tsx";
export { SkipLink, type SkipLinkProps } from "./parts/SkipLink.tsx";
export { Tag, type TagProps, type Tone } from "./parts/Tag.tsx";
export { Mark, Wordmark, type WordmarkProps } from "./parts/Wordmark.tsx";
