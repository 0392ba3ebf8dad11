import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{emptyTree,findRepository}from"./chunk-U6PX53NS.js";import"./chunk-URQMUVLD.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";export{emptyTree,findRepository};
