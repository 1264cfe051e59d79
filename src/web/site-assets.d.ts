// The module that scripts/assets.ts writes: where each file of assets/ is served.
declare module 'site-assets' {
  export const assets: {
    readonly 'plot.js': string;
    readonly 'site.css': string;
    readonly 'reference.css': string;
    readonly 'panel.css': string;
    readonly 'panel.js': string;
  };
}
