// What we use of leaflet.markercluster, which brings no types.

import "leaflet";

declare module "leaflet" {
  interface MarkerCluster extends Marker {
    getAllChildMarkers(): Marker[];
    getChildCount(): number;
  }

  interface MarkerClusterGroupOptions {
    animate?: boolean;
    maxClusterRadius?: number | ((zoom: number) => number);
    showCoverageOnHover?: boolean;
    spiderLegPolylineOptions?: PolylineOptions;
    iconCreateFunction?: (cluster: MarkerCluster) => DivIcon;
  }

  interface MarkerClusterGroup extends FeatureGroup {
    addLayers(layers: Layer[]): this;
    removeLayers(layers: Layer[]): this;
    getVisibleParent(marker: Marker): Marker | null;
    zoomToShowLayer(marker: Marker, then?: () => void): void;
  }

  function markerClusterGroup(options?: MarkerClusterGroupOptions): MarkerClusterGroup;
}
