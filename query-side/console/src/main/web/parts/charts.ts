// The parts of ECharts that the console uses, and no others.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { ConsoleElement } from '../app/element';

use([BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

// ECharts empties its element by an empty string of HTML, which is all the HTML that anything but Lit may write here.
(globalThis as any).trustedTypes?.createPolicy('default', { createHTML: (html: string) => (html === '' ? html : null) });

/** A chart. What it shows is in a table beside it, too: a canvas tells a screen reader only its label. */
class DataChart extends ConsoleElement {
  static properties = { option: { attribute: false }, label: {} };
  declare option: any;
  declare label: string;
  private chart?: ReturnType<typeof init>;
  private readonly sizes = new ResizeObserver(() => this.chart?.resize());
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly themed = () => {
    this.chart?.dispose();
    this.chart = undefined;
    this.requestUpdate();
  };

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    this.scheme.addEventListener('change', this.themed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.scheme.removeEventListener('change', this.themed);
    this.chart?.dispose();
    this.chart = undefined;
  }

  protected updated() {
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.label);
    const { color: text, fontSize, fontFamily, borderTopColor: lines } = getComputedStyle(this);
    // a canvas does not grow with the page's letters, and takes 10 px where it is told to inherit the font
    const size = Math.round(parseFloat(fontSize) * 0.85);
    this.chart ??= init(this, null, { renderer: 'canvas' });
    // rich text: the tooltip's HTML would need inline styles, which the page's policy forbids
    const axis = (own: any) => ({ splitLine: { lineStyle: { color: lines } }, nameTextStyle: { color: text, fontFamily, fontSize: size, align: 'left' }, ...own, axisLabel: { color: text, fontFamily, fontSize: size, ...own.axisLabel } });
    this.chart.setOption({
      textStyle: { color: text, fontFamily }, animation: false, ...this.option,
      // room for the axis' name
      grid: { ...this.option.grid, top: this.option.grid.top + (this.option.yAxis.name ? 2 * size : 0) },
      xAxis: axis(this.option.xAxis), yAxis: axis(this.option.yAxis),
      tooltip: { renderMode: 'richText', confine: true, textStyle: { fontFamily, fontSize: size }, ...this.option.tooltip },
    }, true);
  }
}

customElements.define('data-chart', DataChart);
