// Embedded with C23 #embed, as the tables of the list are: no file has to be found at run time.
#include "WebPageFiles.h"

#define FILE_OF(name)                                                                              \
  page_file page_##name(void) { return (page_file){name, sizeof name}; }

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char index_html[] = {
#embed "index.html"
};
static const unsigned char page_css[] = {
#embed "page.css"
};
static const unsigned char plain_css[] = {
#embed "plain.css"
};
static const unsigned char worker_js[] = {
#embed "worker.js"
};
static const unsigned char manifest[] = {
#embed "manifest.webmanifest"
};
static const unsigned char icon_svg[] = {
#embed "icon.svg"
};
static const unsigned char icon_192[] = {
#embed "built/icon-192.png"
};
static const unsigned char icon_512[] = {
#embed "built/icon-512.png"
};
static const unsigned char near_wasm[] = {
#embed "built/near.wasm"
};
static const unsigned char near_wasm_gz[] = {
#embed "built/near.wasm.gz"
};
static const unsigned char reader_wasm[] = {
#embed "built/reader.wasm"
};
static const unsigned char reader_wasm_gz[] = {
#embed "built/reader.wasm.gz"
};
static const unsigned char words_js[] = {
#embed "words.js"
};
static const unsigned char engine_js[] = {
#embed "engine.js"
};
static const unsigned char borders_js[] = {
#embed "borders.js"
};
static const unsigned char cards_js[] = {
#embed "cards.js"
};
static const unsigned char map_js[] = {
#embed "map.js"
};
static const unsigned char deadline_js[] = {
#embed "deadline.js"
};
static const unsigned char page_js[] = {
#embed "page.js"
};

static const unsigned char reader_js[] = {
#embed "reader.js"
};

static const unsigned char lines_json[] = {
#embed "lines.json"
};

static const unsigned char office_html[] = {
#embed "office.html"
};
static const unsigned char office_css[] = {
#embed "office.css"
};
static const unsigned char office_js[] = {
#embed "office.js"
};
static const unsigned char office_line_js[] = {
#embed "office-line.js"
};
static const unsigned char office_new_js[] = {
#embed "office-new.js"
};
static const unsigned char office_words_js[] = {
#embed "office-words.js"
};

#pragma clang diagnostic pop

FILE_OF(index_html)
FILE_OF(page_css)
FILE_OF(plain_css)
FILE_OF(worker_js)
FILE_OF(manifest)
FILE_OF(icon_svg)
FILE_OF(icon_192)
FILE_OF(icon_512)
FILE_OF(near_wasm)
FILE_OF(near_wasm_gz)
FILE_OF(reader_wasm)
FILE_OF(reader_wasm_gz)
FILE_OF(words_js)
FILE_OF(engine_js)
FILE_OF(borders_js)
FILE_OF(cards_js)
FILE_OF(map_js)
FILE_OF(deadline_js)
FILE_OF(page_js)
FILE_OF(reader_js)
FILE_OF(lines_json)
FILE_OF(office_html)
FILE_OF(office_css)
FILE_OF(office_js)
FILE_OF(office_line_js)
FILE_OF(office_new_js)
FILE_OF(office_words_js)
