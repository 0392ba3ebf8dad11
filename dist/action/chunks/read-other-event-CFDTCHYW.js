import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{otherEvents,readOtherEvent}from"./chunk-46CQLHBR.js";import"./chunk-XCEM4CIU.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";export{otherEvents,readOtherEvent};
