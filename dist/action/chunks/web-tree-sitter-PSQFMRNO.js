import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{CaptureQuantifier,Edit,LANGUAGE_VERSION,Language,LookaheadIterator,MIN_COMPATIBLE_VERSION,Node,Parser,Query,Tree,TreeCursor}from"./chunk-GIHOOQUX.js";export{CaptureQuantifier,Edit,LANGUAGE_VERSION,Language,LookaheadIterator,MIN_COMPATIBLE_VERSION,Node,Parser,Query,Tree,TreeCursor};
