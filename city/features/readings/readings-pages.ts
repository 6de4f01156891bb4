import type { DeliveryReceipt, Rejection } from "../../stores/readings/contract.ts";

export type ListedDelivery = DeliveryReceipt & { readonly pointKey: string };

export interface ImportsPage {
  readonly deliveries: readonly ListedDelivery[];
}

export interface DeliveryPage {
  readonly receipt: ListedDelivery;
  readonly rejections: readonly Rejection[];
}
