// The files of the page, each byte for byte as in this folder.
#ifndef PLKK_WEB_PAGE_FILES_H
#define PLKK_WEB_PAGE_FILES_H

#include <stddef.h>

/// Bytes that live as long as the process.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} page_file;

/// `index.html`
page_file page_index_html(void);
/// `page.css`
page_file page_page_css(void);
/// `plain.css`
page_file page_plain_css(void);
/// `worker.js`
page_file page_worker_js(void);
/// `manifest.webmanifest`
page_file page_manifest(void);
/// `icon.svg`
page_file page_icon_svg(void);
/// `built/icon-192.png`
page_file page_icon_192(void);
/// `built/icon-512.png`
page_file page_icon_512(void);
/// `built/near.wasm`
page_file page_near_wasm(void);
/// `built/near.wasm.gz`
page_file page_near_wasm_gz(void);
/// `built/reader.wasm`
page_file page_reader_wasm(void);
/// `built/reader.wasm.gz`
page_file page_reader_wasm_gz(void);
/// `words.js`
page_file page_words_js(void);
/// `engine.js`
page_file page_engine_js(void);
/// `borders.js`
page_file page_borders_js(void);
/// `cards.js`
page_file page_cards_js(void);
/// `map.js`
page_file page_map_js(void);
/// `deadline.js`
page_file page_deadline_js(void);
/// `page.js`
page_file page_page_js(void);
/// `reader.js`
page_file page_reader_js(void);
/// `lines.json`
page_file page_lines_json(void);

/// `office.html`
page_file page_office_html(void);
/// `office.css`
page_file page_office_css(void);
/// `office.js`
page_file page_office_js(void);
/// `office-line.js`
page_file page_office_line_js(void);
/// `office-new.js`
page_file page_office_new_js(void);
/// `office-words.js`
page_file page_office_words_js(void);

#endif
