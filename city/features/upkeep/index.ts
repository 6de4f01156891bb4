export { attentionOf } from "./attention.ts";
export { BACKUP_FAULTS, BackupBook, type BackupFault } from "./backups.ts";
export { upkeepMigrations } from "./migrations.ts";
export type { NodePage, NodeState } from "./node-state.ts";
export { ErrorTally, JobBook, MailWatch, WHERE, type Where } from "./watch.ts";
